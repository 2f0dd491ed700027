package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.TableField;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The record types that modules registered, with the fields that the workspace added. */
@Component
public class RecordTypes {
    private final Supplier<List<RecordType>> types;
    private final CustomFields custom;

    RecordTypes(ObjectProvider<RecordType> types, CustomFields custom) {
        // Asked for many times a page; the container would look them up and sort them each time.
        this.types = SingletonSupplier.of(() -> types.orderedStream().toList());
        this.custom = custom;
    }

    /** In the order in which people think of them, which is the {@code @Order} of the beans. */
    public List<RecordType> all() {
        return types.get();
    }

    public Optional<RecordType> byId(String id) {
        return all().stream().filter(type -> type.id().equals(id)).findFirst();
    }

    /** @throws NoSuchRecord when there is no such type: nothing stands at that address */
    public RecordType byPlural(String plural) {
        return all().stream()
                .filter(type -> type.plural().equals(plural))
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("type", plural));
    }

    /** The kinds that this member doesn't come upon by typing, by their ids. */
    List<String> keptFrom(Actor me) {
        return all().stream()
                .filter(type -> !type.isFoundBy(me))
                .map(RecordType::id)
                .toList();
    }

    /** All fields of a type, the workspace's own last; reads the database. */
    public List<ListField> fields(RecordType type) {
        return Snapshot.once("custom_field", new FieldsOf(type.id()), () -> read(type));
    }

    private record FieldsOf(String type) {}

    private List<ListField> read(RecordType type) {
        var all = new ArrayList<ListField>();
        type.fields().forEach(field -> all.add(new ListField(type, field, null)));
        if (hasColumn(type, "custom")) {
            custom.of(type.id()).forEach(field -> all.add(CustomColumns.field(type, field)));
        }
        return List.copyOf(all);
    }

    /** What refers to records of a type by a field of its own. */
    public List<Relation> relations(RecordType type) {
        var all = new ArrayList<Relation>();
        for (var other : all()) {
            var references = other.fields().stream()
                    .filter(field -> type.id().equals(field.reference()) && field.is(RecordField.Use.FILTER))
                    .filter(field -> field.column() instanceof TableField<?, ?> column
                            && other.table().equals(column.getTable()))
                    .map(field -> new ListField(other, field, null))
                    .toList();
            for (var reference : references) {
                var name = other.plural() + (references.size() == 1 ? "" : "_" + reference.name());
                all.add(new Relation(other, reference, name));
            }
        }
        return all;
    }

    static boolean hasColumn(RecordType type, String name) {
        return type.table().field(name) != null;
    }
}
