package io.diabolo.launcher;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertySource;

/**
 * What the command line decided, as properties of the application. Those of the database wait until it is up, so that
 * PostgreSQL starts while the application loads.
 */
final class LaunchProperties extends PropertySource<DatabaseAccess> {
    private final Map<String, Object> settings;

    LaunchProperties(DatabaseAccess database, Map<String, Object> settings) {
        super("diabolo command line", database);
        this.settings = settings;
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return name.startsWith(Database.PREFIX) ? source.await().property(name) : settings.get(name);
    }
}
