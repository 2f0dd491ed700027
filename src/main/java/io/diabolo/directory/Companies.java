package io.diabolo.directory;

import static io.diabolo.jooq.Tables.COMPANY;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordsBatch;
import io.diabolo.records.Visible;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Companies as other records come by them. */
@Service
public class Companies {
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final RecordsBatch batch;
    private final CompanyType type;

    Companies(DSLContext sql, ChangeSets changeSets, RecordsBatch batch, CompanyType type) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.batch = batch;
        this.type = type;
    }

    /** Of those one may see, the company with this domain or, failing that, this name; null when there is none, or more than one of the name. */
    @Transactional(readOnly = true)
    public @Nullable UUID find(@Nullable String name, @Nullable Domain domain, Actor me) {
        if (domain != null) {
            var known = sql.select(COMPANY.ID)
                    .from(COMPANY)
                    .where(COMPANY.DOMAIN.eq(domain.text()))
                    .and(COMPANY.DELETED_AT.isNull())
                    .and(Visible.to(me, type))
                    .orderBy(COMPANY.CREATED_AT)
                    .limit(1)
                    .fetchOne(COMPANY.ID);
            if (known != null) {
                return known;
            }
        }
        if (name == null) {
            return null;
        }
        var named = sql.select(COMPANY.ID)
                .from(COMPANY)
                .where(COMPANY.NAME_KEY.eq(fold(name)))
                .and(COMPANY.DELETED_AT.isNull())
                .and(Visible.to(me, type))
                .limit(2)
                .fetch(COMPANY.ID);
        return named.size() == 1 ? named.getFirst() : null;
    }

    /** Finds it, or makes it within a command's change set. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID findOrCreate(String name, @Nullable Domain domain, UUID changeSet, Actor me) {
        var known = find(name, domain, me);
        return known == null ? create(name, domain, me.member(), changeSet) : known;
    }

    /** The same; a new one is nobody's until {@link #giveTo} says whose, so that the rules decide about its lead. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID findOrCreateUnowned(String name, @Nullable Domain domain, UUID changeSet, Actor me) {
        var known = find(name, domain, me);
        return known == null ? create(name, domain, null, changeSet) : known;
    }

    /** Whose a company is that was made within this change set and is nobody's yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveTo(MemberId owner, UUID company, UUID changeSet) {
        var given = sql.update(COMPANY)
                .set(COMPANY.OWNER_ID, owner.value())
                .where(COMPANY.ID.eq(company))
                .and(COMPANY.CREATED_IN.eq(changeSet))
                .and(COMPANY.OWNER_ID.isNull())
                .execute();
        if (given > 0) {
            batch.indexed(type, DSL.select(COMPANY.ID).from(COMPANY).where(COMPANY.ID.eq(company)));
        }
    }

    private UUID create(String name, @Nullable Domain domain, @Nullable MemberId owner, UUID changeSet) {
        var id = sql.insertInto(COMPANY)
                .set(COMPANY.NAME, name.strip())
                .set(COMPANY.DOMAIN, domain == null ? null : domain.text())
                .set(COMPANY.OWNER_ID, owner == null ? null : owner.value())
                .set(COMPANY.CREATED_IN, changeSet)
                .returningResult(COMPANY.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, "company", id);
        batch.indexed(type, DSL.select(COMPANY.ID).from(COMPANY).where(COMPANY.ID.eq(id)));
        return id;
    }

    /** The company that a record being written means by a name nobody has; a new one's e-mail may tell which it is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID named(String name, Draft draft, Actor me) {
        var email = draft.isNew() && draft.gives("email") ? draft.text("email") : null;
        return findOrCreate(name, email == null ? null : Domain.of(email).orElse(null), draft.changeSet(), me);
    }

    static Field<String> fold(String text) {
        return DSL.function("fold", String.class, DSL.val(text.strip()));
    }
}
