package io.diabolo.platform;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A job whose work is done with its transaction, and after which something goes wrong. */
@Component
class FailsAfterItsWork implements Jobs.Work {
    static final AtomicInteger RUNS = new AtomicInteger();
    private final TransactionTemplate transactions;

    FailsAfterItsWork(TransactionTemplate transactions) {
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return "fails-after-its-work";
    }

    @Override
    public Object run(Jobs.Run run) {
        RUNS.incrementAndGet();
        transactions.executeWithoutResult(_ -> run.done("whole"));
        throw new IllegalStateException("the process dies here");
    }
}
