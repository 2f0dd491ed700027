package io.diabolo.launcher;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Closes the starting page in the last phase before the web server's. What runs in earlier phases runs behind it. */
final class PageGivesWay implements SmartLifecycle {
    private final StartingPage page;
    private volatile boolean closed;

    PageGivesWay(StartingPage page) {
        this.page = page;
    }

    @Override
    public void start() {
        page.close();
        closed = true;
    }

    @Override
    public void stop() {
        // nothing to open again
    }

    @Override
    public boolean isRunning() {
        return closed;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }
}
