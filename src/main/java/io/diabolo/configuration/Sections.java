package io.diabolo.configuration;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The sections of all modules in the order in which they are taken over, and who may see and apply them. */
@Component
class Sections {
    /** Later: the services behind them write to the log of changes, which asks here. */
    private final ObjectProvider<ConfigurationSection<?>> beans;

    /** They don't change while Diabolo runs, and each command asks for them. */
    private volatile @Nullable List<ConfigurationSection<?>> known;

    Sections(ObjectProvider<ConfigurationSection<?>> beans) {
        this.beans = beans;
    }

    List<ConfigurationSection<?>> all() {
        var present = known;
        if (present == null) {
            present = beans.stream()
                    .sorted(Comparator.<ConfigurationSection<?>>comparingInt(ConfigurationSection::order)
                            .thenComparing(ConfigurationSection::id))
                    .toList();
            known = present;
        }
        return present;
    }

    @Nullable
    ConfigurationSection<?> find(String id) {
        return all().stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
    }

    ConfigurationSection<?> get(String id) {
        return Objects.requireNonNull(find(id));
    }

    /** Administrators and sales operations: who says how the workspace works. */
    static boolean maySee(Actor me) {
        return me.administrator() || me.roles().contains("salesops");
    }

    static void see(Actor me) {
        if (!maySee(me)) {
            throw new NotAllowed("configuration");
        }
    }

    static void write(Actor me) {
        me.mayWrite();
        see(me);
    }

    /** What only administrators set asks for a session or token that may administer. */
    public static boolean administers(Actor me) {
        return me.administrator() && me.scope().includes(Scope.ADMIN);
    }

    /** The section's own rights hold for each of its items. */
    static <T> void apply(ConfigurationSection<T> section, String key, Object item, Actor me) {
        if (!section.mayApply(me)) {
            throw new NotAllowed("configuration");
        }
        section.apply(key, section.shape().cast(item), me);
    }
}
