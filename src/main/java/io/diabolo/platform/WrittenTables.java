package io.diabolo.platform;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a transaction read once doesn't hold any more when it writes there itself, or waited for who did. */
final class WrittenTables implements ExecuteListener {
    private static final long serialVersionUID = 1L;

    @Override
    public void executeEnd(ExecuteContext context) {
        var statement = context.sql();
        if (statement != null && !statement.startsWith("select")) {
            Snapshot.written(statement);
        } else if (statement != null && isLocking(statement)) {
            Snapshot.waited();
        }
    }

    private static boolean isLocking(String statement) {
        return statement.contains("pg_advisory_xact_lock") || statement.contains("for update");
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {
        @Bean
        ExecuteListenerProvider writtenTables() {
            return new DefaultExecuteListenerProvider(new WrittenTables());
        }
    }
}
