package io.diabolo.identity;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.TEAM;

import io.diabolo.platform.MemberId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The rows of members, in the current workspace. */
@Repository
class MemberStore {
    private final DSLContext sql;

    MemberStore(DSLContext sql) {
        this.sql = sql;
    }

    MemberId present(MemberId id) {
        return new MemberId(
                Objects.requireNonNull(sql.resultQuery("""
                        with recursive heir as (
                            select id, state, successor_id from member where id = ?
                            union
                            select m.id, m.state, m.successor_id from heir join member m on m.id = heir.successor_id
                            where heir.state = 'left')
                        select id from heir where state <> 'left' or successor_id is null""", id.value()).fetchSingle(0, UUID.class)));
    }

    @Nullable
    Member find(MemberId id) {
        return select().where(MEMBER.ID.eq(id.value())).fetchOne(MemberStore::member);
    }

    /** The same, and nobody changes the row until the transaction ends. */
    @Nullable
    Member lock(MemberId id) {
        return select().where(MEMBER.ID.eq(id.value())).forUpdate().of(MEMBER).fetchOne(MemberStore::member);
    }

    /** The account by which an active member signs in; null for those of a demo. */
    @Nullable
    UUID account(MemberId id) {
        return sql.select(MEMBER.ACCOUNT_ID)
                .from(MEMBER)
                .where(MEMBER.ID.eq(id.value()))
                .and(MEMBER.STATE.eq("active"))
                .fetchOne(MEMBER.ACCOUNT_ID);
    }

    @Nullable
    Member byEmail(String email) {
        return select().where(MEMBER.EMAIL.eq(email))
                .and(MEMBER.STATE.ne("left"))
                .fetchOne(MemberStore::member);
    }

    /** By name; reads the index member_name. */
    List<Member> list(Condition condition) {
        return select().where(condition).orderBy(MEMBER.NAME_KEY, MEMBER.ID).fetch(MemberStore::member);
    }

    List<Member> first(Condition condition, int limit) {
        return select().where(condition)
                .orderBy(MEMBER.NAME_KEY, MEMBER.ID)
                .limit(limit)
                .fetch(MemberStore::member);
    }

    /** In the order of {@link #first}; nobody is behind one who isn't there. */
    static Condition behind(UUID member) {
        var one = MEMBER.as("one");
        return DSL.row(MEMBER.NAME_KEY, MEMBER.ID)
                .gt(DSL.select(one.NAME_KEY, one.ID).from(one).where(one.ID.eq(member)));
    }

    long count(Condition condition) {
        return sql.fetchCount(MEMBER, condition);
    }

    @Nullable
    Member firstAdministrator() {
        return select().where(MEMBER.ADMINISTRATOR)
                .and(MEMBER.STATE.eq("active"))
                .orderBy(MEMBER.CREATED_AT, MEMBER.ID)
                .limit(1)
                .fetchOne(MemberStore::member);
    }

    /** Whoever could still administer if this member couldn't; locked, so that two can't leave at once. */
    boolean hasOtherAdministrator(MemberId member) {
        var administrators = sql.select(MEMBER.ID)
                .from(MEMBER)
                .where(MEMBER.ADMINISTRATOR)
                .and(MEMBER.STATE.eq("active"))
                .orderBy(MEMBER.ID)
                .forUpdate()
                .fetch(MEMBER.ID);
        return administrators.stream().anyMatch(id -> !id.equals(member.value()));
    }

    /** All below in the reporting line, however deep; a circle in it ends where it began. */
    Set<MemberId> reports(MemberId member) {
        var line = DSL.name("line")
                .fields("id")
                .as(DSL.select(MEMBER.ID)
                        .from(MEMBER)
                        .where(MEMBER.MANAGER_ID.eq(member.value()))
                        .union(DSL.select(MEMBER.ID)
                                .from(MEMBER)
                                .join(DSL.table(DSL.name("line")))
                                .on(MEMBER.MANAGER_ID.eq(DSL.field(DSL.name("line", "id"), UUID.class)))));
        return sql
                .withRecursive(line)
                .select(DSL.field(DSL.name("line", "id"), UUID.class))
                .from(line)
                .fetch(row -> new MemberId(row.value1()))
                .stream()
                .collect(Collectors.toSet());
    }

    private SelectOnConditionStep<?> select() {
        return sql.select(
                        MEMBER.ID,
                        MEMBER.NAME,
                        MEMBER.EMAIL,
                        MEMBER.ROLES,
                        MEMBER.ADMINISTRATOR,
                        MEMBER.VISIBILITY,
                        MEMBER.MANAGER_ID,
                        MEMBER.TEAM_ID,
                        TEAM.NAME,
                        MEMBER.STATE,
                        MEMBER.VERSION)
                .from(MEMBER)
                .leftJoin(TEAM)
                .on(TEAM.ID.eq(MEMBER.TEAM_ID));
    }

    private static Member member(Record row) {
        var manager = row.get(MEMBER.MANAGER_ID);
        var team = row.get(MEMBER.TEAM_ID);
        return new Member(
                new MemberId(row.get(MEMBER.ID)),
                row.get(MEMBER.NAME),
                row.get(MEMBER.EMAIL),
                SalesRoles.sorted(List.of(row.get(MEMBER.ROLES))),
                row.get(MEMBER.ADMINISTRATOR),
                Sight.of(row.get(MEMBER.VISIBILITY)),
                manager == null ? null : new MemberId(manager),
                team == null ? null : new TeamId(team),
                row.get(TEAM.NAME),
                MemberState.of(row.get(MEMBER.STATE)),
                row.get(MEMBER.VERSION));
    }
}
