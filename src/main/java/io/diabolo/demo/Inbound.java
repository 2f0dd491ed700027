package io.diabolo.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/** Campaigns, assets, a form, and what the inbound leads' people did before they were leads. */
final class Inbound {
    private final UUID workspace;
    private final UUID owner;

    Inbound(UUID workspace, UUID owner) {
        this.workspace = workspace;
        this.owner = owner;
    }

    /** After the leads; which campaign somebody met follows from their id, so that each demo is the same. */
    void send(Connection connection) throws SQLException, IOException {
        try (InputStream file = Objects.requireNonNull(Inbound.class.getResourceAsStream("inbound.sql"));
                var statement = connection.createStatement()) {
            statement.execute(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{workspace}", workspace.toString())
                    .replace("{owner}", owner.toString()));
        }
    }
}
