package io.diabolo.configuration;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A section with one item, {@code settings}: what a page of settings says as a whole.
 *
 * @param <T> what it says
 */
public final class SettingSection<T> implements ConfigurationSection<T> {
    private static final String KEY = "settings";
    private final String id;
    private final int order;
    private final Class<T> shape;
    private final String action;
    private final Supplier<@Nullable T> read;
    private final BiConsumer<T, Actor> write;
    private final Predicate<Actor> rights;

    /**
     * @param action of the change set that a change of it opens
     * @param read null while nothing was set that a file could say
     */
    public SettingSection(
            String id,
            int order,
            Class<T> shape,
            String action,
            Supplier<@Nullable T> read,
            BiConsumer<T, Actor> write,
            Predicate<Actor> rights) {
        this.id = id;
        this.order = order;
        this.shape = shape;
        this.action = action;
        this.read = read;
        this.write = write;
        this.rights = rights;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int order() {
        return order;
    }

    @Override
    public Class<T> shape() {
        return shape;
    }

    @Override
    public Map<String, T> items() {
        var present = read.get();
        return present == null ? Map.of() : Map.of(KEY, present);
    }

    @Override
    public void apply(String key, T wanted, Actor me) {
        if (!key.equals(KEY)) {
            throw new BadInput("", "configuration.fault.item", KEY);
        }
        write.accept(wanted, me);
    }

    @Override
    public Set<String> actions() {
        return Set.of(action);
    }

    @Override
    public boolean mayApply(Actor me) {
        return rights.test(me);
    }

    @Override
    public boolean isSetBack() {
        return true;
    }
}
