package io.diabolo.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** One PostgreSQL for the whole run, with the product's roles: an owner that isn't superuser, an application that owns nothing. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Map<String, Object> PROPERTIES = start();

    /** The properties that the launcher would give. */
    public static Map<String, Object> properties() {
        return PROPERTIES;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test-database", PROPERTIES));
    }

    /** The URL of another database of that name, empty and with the same roles, on the same server. */
    public static String empty(String name) {
        return copy("template1", name);
    }

    /** The same with all that another has; nobody may be connected to that one. */
    public static String copy(String template, String name) {
        var url = String.valueOf(PROPERTIES.get("diabolo.database.url")).replaceAll("[^/]+$", "");
        try (var connection = DriverManager.getConnection(url + "postgres", "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name + " template " + template + " owner diabolo_owner");
            return url + name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> start() {
        try {
            var postgres = EmbeddedPostgres.builder()
                    .setRegisterShutdownHook(false)
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_connections", "120")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("encoding", "UTF8")
                    .start();
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create role diabolo_owner login password 'owner' nosuperuser");
                statement.execute("create role diabolo_app login password 'app' nosuperuser nobypassrls");
                statement.execute("create database diabolo owner diabolo_owner");
            }
            // After the applications, which would wait for it in vain.
            SpringApplication.getShutdownHandlers().add(() -> {
                try {
                    postgres.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return Map.ofEntries(
                    Map.entry("diabolo.key", "a key for tests, of no use elsewhere"),
                    Map.entry("diabolo.database.url", "jdbc:postgresql://localhost:" + postgres.getPort() + "/diabolo"),
                    Map.entry("diabolo.database.owner-user", "diabolo_owner"),
                    Map.entry("diabolo.database.owner-password", "owner"),
                    Map.entry("diabolo.database.app-user", "diabolo_app"),
                    Map.entry("diabolo.database.app-password", "app"),
                    Map.entry("diabolo.oidc.issuer", TestProvider.running().address()),
                    Map.entry("diabolo.oidc.client-id", TestProvider.CLIENT),
                    Map.entry("diabolo.oidc.client-secret", "a secret for tests"),
                    Map.entry("diabolo.oidc.label", "l’annuaire de test"));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("no PostgreSQL for the tests", e);
        }
    }
}
