package io.diabolo.records;

import org.springframework.context.ApplicationContext;

/** As long as it is open, each number of a list takes longer than its page may wait for it. */
public final class SlowCounts implements AutoCloseable {
    private final Lists lists;

    public SlowCounts(ApplicationContext application) {
        this.lists = application.getBean(Lists.class);
        lists.quickUpTo(0);
    }

    @Override
    public void close() {
        lists.quickUpTo(Lists.QUICK);
    }
}
