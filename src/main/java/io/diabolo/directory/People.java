package io.diabolo.directory;

import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.platform.Actor;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordsBatch;
import io.diabolo.records.Written;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** People as other records come by them. */
@Service
public class People {
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final RecordsBatch batch;
    private final PersonType type;

    People(DSLContext sql, ChangeSets changeSets, RecordsBatch batch, PersonType type) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.batch = batch;
        this.type = type;
    }

    /** What another record says of a person. */
    public record Sketch(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String title,
            @Nullable UUID company) {
        public boolean isEmpty() {
            return firstName == null && lastName == null && email == null && phone == null;
        }
    }

    /** By e-mail, else by phone when only one person has it. */
    @Transactional(readOnly = true)
    public @Nullable UUID find(@Nullable String email, @Nullable String phone) {
        var byEmail = email == null ? null : only(PERSON.EMAIL, email);
        return byEmail != null || phone == null ? byEmail : only(PERSON.PHONE, phone);
    }

    private @Nullable UUID only(Field<String> column, String value) {
        var found = sql.select(PERSON.ID)
                .from(PERSON)
                .where(column.eq(value))
                .and(PERSON.DELETED_AT.isNull())
                .orderBy(PERSON.CREATED_AT)
                .limit(2)
                .fetch(PERSON.ID);
        return found.isEmpty() || (found.size() > 1 && !column.equals(PERSON.EMAIL)) ? null : found.getFirst();
    }

    /** Finds the person, or makes it within a command's change set; what is known of a found one stays as it is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID findOrCreate(Sketch sketch, UUID changeSet, Actor me) {
        var known = find(sketch.email(), sketch.phone());
        if (known != null) {
            return known;
        }
        var id = sql.insertInto(PERSON)
                .set(PERSON.FIRST_NAME, sketch.firstName())
                .set(PERSON.LAST_NAME, sketch.lastName())
                .set(PERSON.EMAIL, sketch.email())
                .set(PERSON.PHONE, sketch.phone())
                .set(PERSON.TITLE, sketch.title())
                .set(PERSON.COMPANY_ID, sketch.company())
                .set(PERSON.OWNER_ID, me.member().value())
                .set(PERSON.CREATED_IN, changeSet)
                .returningResult(PERSON.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, "person", id);
        follow(id, new Written(changeSet, Set.of(id), true, Set.of("company"), Map.of()), me);
        return id;
    }

    /** Changes a person through a record that shows them; a change set of its own, so that it can be undone alone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void update(UUID id, Map<String, @Nullable Object> values, Actor me) {
        var row = sql.selectFrom(PERSON).where(PERSON.ID.eq(id)).fetchSingle();
        var before = new LinkedHashMap<String, @Nullable Object>();
        var after = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> {
            if (!Objects.equals(row.get(name), value)) {
                before.put(name, row.get(name));
                after.put(name, value);
            }
        });
        if (after.isEmpty()) {
            return;
        }
        var changeSet = changeSets.open(me, "person.updated", row.getName());
        var update = sql.update(PERSON).set(PERSON.VERSION, PERSON.VERSION.plus(1));
        after.forEach((name, value) -> update.set(Objects.requireNonNull(PERSON.field(name, Object.class)), value));
        update.where(PERSON.ID.eq(id)).execute();
        changeSets.updated(changeSet, "person", id, before, after);
        follow(id, new Written(changeSet, Set.of(id), false, after.keySet(), Map.of()), me);
    }

    private void follow(UUID id, Written written, Actor me) {
        type.written(written, me);
        batch.indexed(type, DSL.select(PERSON.ID).from(PERSON).where(PERSON.ID.eq(id)));
    }
}
