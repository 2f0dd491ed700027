package io.diabolo.web;

import io.diabolo.platform.DatabaseTrouble;
import io.diabolo.platform.DatabaseWatch;
import io.diabolo.platform.DiskSpace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Outside of everything, sessions too, because those stand in the database: says calmly that it is away or that its disk
 * is full, in the reader's language, and asks it for nothing to say so.
 */
final class AnswerTrouble extends OncePerRequestFilter {
    private static final List<String> WITHOUT_DATABASE = List.of("/assets/", "/actuator/");
    /** Whoever can't save anything may still come in, look, and leave. */
    private static final List<String> COMING_AND_GOING = List.of("/sign-in", "/sign-out");

    private final PlainAnswers answers;
    private final DatabaseWatch watch;
    private final DiskSpace disk;

    AnswerTrouble(PlainAnswers answers, DatabaseWatch watch, DiskSpace disk) {
        this.answers = answers;
        this.watch = watch;
        this.disk = disk;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        if (watch.isGone() && WITHOUT_DATABASE.stream().noneMatch(path::startsWith)) {
            answers.say(DatabaseTrouble.GONE, request, response);
        } else if (writes(request) && disk.isTooSmallFor(Math.max(0, request.getContentLengthLong()))) {
            answers.say(DatabaseTrouble.FULL, request, response);
        } else {
            answerWhatFails(request, response, chain);
        }
    }

    private static boolean writes(HttpServletRequest request) {
        return !PlainAnswers.READING.contains(request.getMethod())
                && !COMING_AND_GOING.contains(request.getRequestURI());
    }

    private void answerWhatFails(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException failure) {
            if (!response.isCommitted() && isUnreadable(failure)) {
                answers.say(HttpStatus.BAD_REQUEST, "bad-input", request, response);
                return;
            }
            var trouble = DatabaseTrouble.of(failure);
            if (trouble == null || response.isCommitted()) {
                throw failure;
            }
            logger.warn(trouble + " at " + request.getMethod() + ": " + failure.getMessage());
            answers.say(trouble, request, response);
        }
    }

    /** Bytes in a form or an address that are no text. Whoever first asks for any parameter is told. */
    static boolean isUnreadable(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidParameterException) {
                return true;
            }
        }
        return false;
    }

    /** Streams and the page of an error have their own ways. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return true;
    }
}
