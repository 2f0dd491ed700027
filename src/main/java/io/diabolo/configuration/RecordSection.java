package io.diabolo.configuration;

import io.diabolo.platform.Actor;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A section whose items are records of one type, known by their names. */
public class RecordSection implements ConfigurationSection<ItemValues> {
    private final String id;
    private final int order;
    private final RecordType type;
    private final List<String> fields;
    private final Predicate<Actor> rights;
    private final RecordItems items;

    /** @param fields those that are settings, by name; not whose they are, nor what they are called elsewhere */
    public RecordSection(
            String id, int order, RecordType type, List<String> fields, Predicate<Actor> rights, RecordItems items) {
        this.id = id;
        this.order = order;
        this.type = type;
        this.fields = List.copyOf(fields);
        this.rights = rights;
        this.items = items;
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
    public Class<ItemValues> shape() {
        return ItemValues.class;
    }

    @Override
    public Map<String, ItemValues> items() {
        return items.read(type, fields);
    }

    @Override
    public void apply(String key, ItemValues wanted, Actor me) {
        items.write(type, fields, key, wanted, me);
    }

    @Override
    public Set<String> actions() {
        return Set.of(type.id() + ".");
    }

    @Override
    public Set<String> kinds() {
        return Set.of(type.id());
    }

    @Override
    public boolean mayApply(Actor me) {
        return rights.test(me);
    }
}
