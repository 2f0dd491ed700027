package io.diabolo.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/**
 * What the two entries of the funnel have before them: campaigns, assets and a form with what people did before they were
 * leads; profiles, lists, a sequence, meetings and the hand-offs that wait; and what was signed, with its history.
 */
final class Entries {
    private final UUID workspace;
    private final UUID owner;

    Entries(UUID workspace, UUID owner) {
        this.workspace = workspace;
        this.owner = owner;
    }

    /** After the leads; which campaign somebody met follows from their id, so that each demo is the same. */
    void send(Connection connection) throws SQLException, IOException {
        run("inbound.sql", connection);
        run("outbound.sql", connection);
        run("delivery.sql", connection);
        run("support.sql", connection);
        run("health.sql", connection);
        run("organisation.sql", connection);
        run("accounts.sql", connection);
        run("grow.sql", connection);
        run("automation.sql", connection);
        run("coaching.sql", connection);
        run("configuration.sql", connection);
    }

    private void run(String file, Connection connection) throws SQLException, IOException {
        try (InputStream text = Objects.requireNonNull(Entries.class.getResourceAsStream(file));
                var statement = connection.createStatement()) {
            statement.execute(new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{workspace}", workspace.toString())
                    .replace("{owner}", owner.toString()));
        }
    }
}
