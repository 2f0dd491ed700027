package io.diabolo.identity;

import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is in the current workspace, and as whom one acts. Every member may see who the others are. */
@Service
public class Members {
    /** How many a choice in a form shows. */
    public static final int OFFERED = 100;

    private final DSLContext sql;
    private final MemberStore store;
    private final Actors actors;
    private final TransactionTemplate transactions;

    Members(DSLContext sql, MemberStore store, Actors actors, TransactionTemplate transactions) {
        this.sql = sql;
        this.store = store;
        this.actors = actors;
        this.transactions = transactions;
    }

    /** The member as who acts. @throws NoSuchRecord unless they are active */
    @Transactional(readOnly = true)
    public Actor actor(MemberId id, Origin origin, Scope scope) {
        var actor = actors.of(id, origin, scope);
        if (actor == null) {
            throw new NoSuchRecord("member", id);
        }
        return actor;
    }

    /** An administrator as who acts on what they ordered, though they may have left since. */
    @Transactional(readOnly = true)
    public Actor orderedBy(MemberId id) {
        return actors.administrator(id);
    }

    /** Who stands in for this member now: itself while active, else whoever took over last. */
    @Transactional(readOnly = true)
    public MemberId present(MemberId id) {
        return store.present(id);
    }

    /** Null when there is no such member in the workspace. */
    @Transactional(readOnly = true)
    public @Nullable Member find(MemberId id) {
        return store.find(id);
    }

    /** Null when nobody in the workspace has this address, or who had it left. */
    @Transactional(readOnly = true)
    public @Nullable Member byEmail(String email) {
        return store.byEmail(Emails.normal(email));
    }

    private static final int LISTED = 200;

    /** Those who sign in, by name. */
    @Transactional(readOnly = true)
    public List<Member> active() {
        return store.list(MEMBER.STATE.eq("active"));
    }

    /** Those who may own records: active and invited members and placeholders, by name. */
    @Transactional(readOnly = true)
    public List<Member> owners() {
        return store.list(MEMBER.STATE.ne("left"));
    }

    /**
     * The same as a choice in a form: the first of them by name, and those named; more than {@link #OFFERED} means that
     * there are more than a choice can show, and one looks for them.
     */
    @Transactional(readOnly = true)
    public List<Member> offered(Collection<MemberId> named) {
        var first = store.first(MEMBER.STATE.ne("left"), OFFERED + 1);
        if (first.size() <= OFFERED) {
            return first;
        }
        var ids = named.stream().map(MemberId::value).toList();
        var all = new ArrayList<>(first);
        store.list(MEMBER.ID.in(ids)).stream()
                .filter(member -> first.stream().noneMatch(one -> one.id().equals(member.id())))
                .forEach(all::addFirst);
        return all;
    }

    /** Who may own records and has this in the name or the address, by name. */
    @Transactional(readOnly = true)
    public List<Member> named(String part, int limit) {
        return store.first(MEMBER.STATE.ne("left").and(has(part)), limit);
    }

    private static Condition has(String part) {
        var folded = DSL.field("fold({0})", String.class, DSL.val(part));
        return MEMBER.NAME_KEY.contains(folded).or(MEMBER.EMAIL.contains(folded));
    }

    /**
     * One page of members.
     *
     * @param count of all that are asked for
     * @param next behind whom the next page begins; null on the last
     */
    record Page(List<Member> members, long count, @Nullable MemberId next) {}

    /**
     * By name. Reads the index member_name.
     *
     * @param part of the name or the address, or nothing
     * @param left whether also those who left
     * @param after behind whom; null for the first page
     */
    @Transactional(readOnly = true)
    Page page(String part, boolean left, @Nullable UUID after) {
        var which = (left ? DSL.noCondition() : MEMBER.STATE.ne("left"))
                .and(part.isBlank() ? DSL.noCondition() : has(part.strip()));
        var found = store.first(which.and(after == null ? DSL.noCondition() : MemberStore.behind(after)), LISTED + 1);
        var shown = found.subList(0, Math.min(LISTED, found.size()));
        return new Page(
                List.copyOf(shown),
                store.count(which),
                found.size() > LISTED ? shown.getLast().id() : null);
    }

    /** Everybody, those who left too, by name. */
    @Transactional(readOnly = true)
    public List<Member> all() {
        return store.list(DSL.noCondition());
    }

    /**
     * Somebody whom a file names as owner and who isn't a member yet; can be invited or replaced later.
     *
     * @param changeSet the change set that undoes it with the rest of the file
     */
    @Transactional
    public MemberId placeholder(String name, @Nullable String email, UUID changeSet) {
        var id = sql.insertInto(MEMBER)
                .set(MEMBER.NAME, name.strip())
                .set(MEMBER.EMAIL, email == null || email.isBlank() ? null : Emails.normal(email))
                .set(MEMBER.VISIBILITY, Sight.OWN.id())
                .set(MEMBER.STATE, MemberState.PLACEHOLDER.id())
                .set(MEMBER.CREATED_IN, changeSet)
                .returningResult(MEMBER.ID)
                .fetchSingle()
                .value1();
        return new MemberId(id);
    }

    /** The workspace's oldest administrator, as who the console acts. @throws NoSuchRecord when it has none */
    public Actor firstAdministrator(WorkspaceId workspace) {
        return WorkspaceScope.in(
                workspace,
                () -> transactions.execute(_ -> {
                    var first = store.firstAdministrator();
                    if (first == null) {
                        throw new NoSuchRecord("administrator", workspace);
                    }
                    return actor(first.id(), Origin.CONSOLE, Scope.ADMIN);
                }));
    }
}
