package io.diabolo.quality;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.Named;
import io.diabolo.configuration.Portable;
import io.diabolo.platform.Actor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The lists that somebody set up to be watched, by name. */
@Component
class CheckSection implements ConfigurationSection<CheckSection.Said> {
    private final Quality quality;
    private final Portable portable;

    CheckSection(Quality quality, Portable portable) {
        this.quality = quality;
        this.portable = portable;
    }

    /** @param list its address, such as {@code /companies?filter[city][empty]=true} */
    record Said(String list) {}

    @Override
    public String id() {
        return "quality_checks";
    }

    @Override
    public int order() {
        return 82;
    }

    @Override
    public Class<Said> shape() {
        return Said.class;
    }

    @Override
    public Map<String, Said> items() {
        var all = new LinkedHashMap<String, Said>();
        present().forEach((name, one) -> {
            var list = portable.written("/" + one.plural() + "?" + one.query());
            if (list != null) {
                all.put(name, new Said(list));
            }
        });
        return all;
    }

    private Map<String, Check> present() {
        var own = quality.checks().stream()
                .filter(one -> one.kind() == Check.Kind.OWN)
                .sorted(java.util.Comparator.comparing(one -> String.valueOf(one.name())))
                .toList();
        return Named.byName(own, one -> String.valueOf(one.name()));
    }

    @Override
    public void apply(String key, Said wanted, Actor me) {
        var address = portable.local(wanted.list(), "list");
        var present = present().get(key);
        if (present != null) {
            quality.drop(UUID.fromString(present.key()), me);
        }
        quality.add(key, address, me);
    }

    @Override
    public boolean remove(String key, Actor me) {
        var present = present().get(key);
        if (present != null) {
            quality.drop(UUID.fromString(present.key()), me);
        }
        return true;
    }

    @Override
    public Set<String> actions() {
        return Set.of("quality-check.changed");
    }

    @Override
    public boolean mayApply(Actor me) {
        return Stewards.are(me);
    }

    @Override
    public boolean isSetBack() {
        return true;
    }
}
