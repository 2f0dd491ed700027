package io.diabolo.directory;

import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import io.diabolo.records.RecordsBatch;
import io.diabolo.records.Visible;
import io.diabolo.records.Written;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ErasedContacts erased;
    /** Later, for the records know all types, and leads come by people. */
    private final ObjectProvider<Records> records;

    People(
            DSLContext sql,
            ChangeSets changeSets,
            RecordsBatch batch,
            PersonType type,
            ErasedContacts erased,
            ObjectProvider<Records> records) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.batch = batch;
        this.type = type;
        this.erased = erased;
        this.records = records;
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

    /** Of those whom one may see, by e-mail, else by phone when only one person has it. */
    private @Nullable UUID find(@Nullable String email, @Nullable String phone, Actor me) {
        var byEmail = email == null ? null : only(PERSON.EMAIL, email, me);
        return byEmail != null || phone == null ? byEmail : only(PERSON.PHONE, phone, me);
    }

    private @Nullable UUID only(Field<String> column, String value, Actor me) {
        var found = sql.select(PERSON.ID)
                .from(PERSON)
                .where(column.eq(value))
                .and(PERSON.DELETED_AT.isNull())
                .and(Visible.to(me, type))
                .orderBy(PERSON.CREATED_AT)
                .limit(2)
                .fetch(PERSON.ID);
        return found.isEmpty() || (found.size() > 1 && !column.equals(PERSON.EMAIL)) ? null : found.getFirst();
    }

    /** Finds the person, or makes it within a command's change set; what is known of a found one stays as it is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID findOrCreate(Sketch sketch, UUID changeSet, Actor me) {
        var known = find(sketch.email(), sketch.phone(), me);
        if (known != null) {
            return known;
        }
        for (var contact : new String[][] {{"email", sketch.email()}, {"phone", sketch.phone()}}) {
            if (erased.knows(contact[1])) {
                throw new BadInput(contact[0], "directory.fault.erased");
            }
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
        follow(id, new Written(changeSet, id, true, Set.of("company"), Map.of()), me);
        return id;
    }

    /** Whose a person is that was made within this change set, once the rules have said whose the lead is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveTo(MemberId owner, UUID person, UUID changeSet) {
        var given = sql.update(PERSON)
                .set(PERSON.OWNER_ID, owner.value())
                .where(PERSON.ID.eq(person))
                .and(PERSON.CREATED_IN.eq(changeSet))
                .execute();
        if (given > 0) {
            batch.indexed(type, DSL.select(PERSON.ID).from(PERSON).where(PERSON.ID.eq(person)));
        }
    }

    /** Whether a record that shows the person may also change them. */
    @Transactional(readOnly = true)
    public boolean isVisible(UUID id, Actor me) {
        return sql.fetchExists(PERSON, PERSON.ID.eq(id), PERSON.DELETED_AT.isNull(), Visible.to(me, type));
    }

    /** Changes a person through a record that shows them, in the same command. @throws NoSuchRecord as for a person */
    @Transactional(propagation = Propagation.MANDATORY)
    public void update(UUID id, Map<String, @Nullable Object> values, UUID changeSet, Actor me) {
        records.getObject().updateAlong(type, id, values, changeSet, me);
    }

    private void follow(UUID id, Written written, Actor me) {
        type.written(written, me);
        batch.indexed(type, DSL.select(PERSON.ID).from(PERSON).where(PERSON.ID.eq(id)));
    }
}
