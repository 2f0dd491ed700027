package io.diabolo.platform;

import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Why what was asked can't be done now though nothing is wrong with it: it may be asked again later. */
public enum DatabaseTrouble {
    /** The database can't be reached: stopped, starting, cut off, or all its places are taken. */
    GONE,
    /** There is no space left to write to. */
    FULL;

    /** Null for what trying again wouldn't mend. */
    public static @Nullable DatabaseTrouble of(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var trouble = switch (cause) {
                case SQLTransientConnectionException _, HikariPool.PoolInitializationException _ -> GONE;
                case SQLException of -> bySqlState(of);
                case IOException of -> String.valueOf(of.getMessage()).contains("No space left") ? FULL : null;
                // A rollback that failed says so, and behind it what it was for.
                case TransactionSystemException of -> of(of.getApplicationException());
                default -> null;
            };
            if (trouble != null) {
                return trouble;
            }
        }
        return null;
    }

    /** Classes 08 (connection) and 57P (the server was told to stop, or starts); the pool names no state. */
    private static @Nullable DatabaseTrouble bySqlState(SQLException problem) {
        var state = problem.getSQLState();
        if (state == null) {
            return String.valueOf(problem.getMessage()).contains("onnection is closed") ? GONE : null;
        }
        if (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) {
            return GONE;
        }
        return state.equals("53100") || isDisk(state, problem) ? FULL : null;
    }

    /** An I/O error is told apart by its text only. */
    private static boolean isDisk(String state, SQLException problem) {
        return state.equals("58030") && String.valueOf(problem.getMessage()).contains("No space left");
    }
}
