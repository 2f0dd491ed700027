package io.diabolo.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Runs each GET of a member in one read-only repeatable-read transaction, page included, so that counts and lists on it
 * agree. A write in a GET fails in the database.
 */
final class ReadOnlyRequests extends OncePerRequestFilter {
    /** Files of the shell, the event stream, which stays open, and what has no member, or another workspace than theirs. */
    private static final List<String> WITHOUT =
            List.of("/assets/", "/live", "/actuator/", "/sign-in", "/unsubscribe/", "/error");
    /** Downloads: a slow line would hold its place, and an old snapshot, to the last byte. */
    private static final List<String> FILES = List.of("/file", "/rejects");

    private static final int PATIENCE_SECONDS = 20;

    private final PlatformTransactionManager transactions;
    /**
     * While a page is drawn its session may be saved on a second connection. If every connection drew a page, all would
     * wait for one more for ever; so some stay free.
     */
    private final Semaphore places = new Semaphore(10, true);

    ReadOnlyRequests(PlatformTransactionManager transactions) {
        this.transactions = transactions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return !reads
                || EnterWorkspace.actor(request) == null
                || WITHOUT.stream().anyMatch(request.getRequestURI()::startsWith)
                || FILES.stream().anyMatch(request.getRequestURI()::endsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isPlaceFree()) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            var snapshot = new DefaultTransactionDefinition();
            snapshot.setName(request.getRequestURI());
            snapshot.setReadOnly(true);
            snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
            var transaction = transactions.getTransaction(snapshot);
            try {
                chain.doFilter(request, response);
            } finally {
                // Nothing was written. Rolled back always: a service that failed and was answered for has marked it so,
                // and a commit would then fail after the answer is out.
                transactions.rollback(transaction);
            }
        } finally {
            places.release();
        }
    }

    private boolean isPlaceFree() {
        try {
            return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
