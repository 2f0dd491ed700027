package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE;
import static io.diabolo.jooq.Tables.QUOTE_APPROVAL;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.ChangeSets;
import io.diabolo.rules.Rules;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who has to approve a quote before it leaves, and what they say. An approval is of what they saw: when the draft changes,
 * it is asked for again. Nobody approves their own quote, unless an administrator is alone in the workspace.
 */
@Service
class Approvals {
    private static final int SHOWN = 100;

    private final DSLContext sql;
    private final QuoteStore store;
    private final ApprovalStore asked;
    private final Rules rules;
    private final Members members;
    private final QuoteNews news;
    private final ChangeSets changeSets;
    private final Delegations delegations;
    private final ApprovalRights rights;
    private final ApprovalClock promise;
    private final Clock clock;

    Approvals(
            DSLContext sql,
            QuoteStore store,
            ApprovalStore asked,
            Rules rules,
            Members members,
            QuoteNews news,
            ChangeSets changeSets,
            Delegations delegations,
            ApprovalRights rights,
            ApprovalClock promise,
            Clock clock) {
        this.sql = sql;
        this.store = store;
        this.asked = asked;
        this.rules = rules;
        this.members = members;
        this.news = news;
        this.changeSets = changeSets;
        this.delegations = delegations;
        this.rights = rights;
        this.promise = promise;
        this.clock = clock;
    }

    /**
     * What the rules still ask for before this draft may leave: none when all is approved. Asks whom it hasn't asked yet, on a
     * quote that is locked.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Approval> missing(Quote quote, Actor me) {
        var run = rules.run(ApprovalRules.ID);
        var holding = run.of(quote.id(), sql, me.locale()).stream()
                .filter(verdict -> verdict.holds())
                .toList();
        if (holding.isEmpty()) {
            return List.of();
        }
        var present = of(quote);
        if (present.isEmpty()) {
            var inOrder = run.set().settings().getOrDefault(ApprovalRules.IN_ORDER, 0L) == 1;
            var changeSet =
                    changeSets.open(me, "quote.approval-asked", quote.words().title());
            lapse(quote, changeSet);
            var step = 0;
            for (var verdict : holding) {
                ask(quote, inOrder ? step++ : 0, verdict.says(), verdict.rule().outcome(), me);
            }
            present = begin(quote, of(quote), changeSet);
        }
        return present.stream().filter(one -> !one.state().equals("approved")).toList();
    }

    /** What was asked about another content is of no more use. */
    private void lapse(Quote quote, UUID changeSet) {
        promise.lapse(quote.id(), changeSet);
        sql.update(QUOTE_APPROVAL)
                .set(QUOTE_APPROVAL.STATE, "lapsed")
                .where(QUOTE_APPROVAL.QUOTE_ID.eq(quote.id()))
                .and(QUOTE_APPROVAL.QUOTE_VERSION.ne(quote.version()))
                .and(QUOTE_APPROVAL.STATE.eq("waiting"))
                .execute();
    }

    private void ask(Quote quote, int step, String rule, String role, Actor me) {
        sql.insertInto(QUOTE_APPROVAL)
                .set(QUOTE_APPROVAL.QUOTE_ID, quote.id())
                .set(QUOTE_APPROVAL.QUOTE_VERSION, quote.version())
                .set(QUOTE_APPROVAL.STEP, step)
                .set(QUOTE_APPROVAL.RULE, rule)
                .set(QUOTE_APPROVAL.ROLE, role)
                .set(QUOTE_APPROVAL.ASKED_BY, me.member().value())
                .set(QUOTE_APPROVAL.ASKED_AT, QuoteStore.utc(clock.instant()))
                .execute();
    }

    /** Those whose turn has come are told, and from now on the time runs; whoever made the quote isn't told. */
    private List<Approval> begin(Quote quote, List<Approval> approvals, UUID changeSet) {
        approvals.stream().filter(one -> one.isWaiting() && one.open()).forEach(one -> {
            promise.start(one, changeSet);
            var to = one.member();
            var asked = new LinkedHashSet<MemberId>(
                    to != null
                            ? List.of(to)
                            : members.active().stream()
                                    .filter(member -> member.roles().contains(one.role()))
                                    .map(Member::id)
                                    .toList());
            asked.addAll(delegations.standIns(List.copyOf(asked)));
            asked.removeIf(member -> ApprovalRights.isOwn(quote, one, member));
            news.approvalAsked(quote, one.id(), List.copyOf(asked));
        });
        return of(quote);
    }

    /** Of the content that a quote has now. */
    @Transactional(readOnly = true)
    public List<Approval> of(Quote quote) {
        return asked.of(quote);
    }

    /**
     * An approval that waits for a member, with the quote that it is about.
     *
     * @param instead whose answer it would be, who is away; empty where it is one's own
     */
    record Waiting(Approval approval, Quote quote, String instead) {}

    /** What waits for {@code me} or for whom they stand in, the longest first. Reads the indexes quote_approval_waiting and _passed. */
    @Transactional(readOnly = true)
    public List<Waiting> waiting(Actor me) {
        return waiting(me, me.roles(), me.administrator());
    }

    /** @param roles in which the member looks */
    @Transactional(readOnly = true)
    public List<Waiting> waiting(Actor me, Set<String> roles, boolean everyRole) {
        var absent = delegations.absent(me.member());
        var inRole = new HashSet<>(roles);
        var inPerson = new HashSet<>(Set.of(me.member().value()));
        absent.forEach(member -> {
            inRole.addAll(member.roles());
            inPerson.add(member.id().value());
        });
        var rows = sql.select(QUOTE_APPROVAL.ID, QUOTE_APPROVAL.QUOTE_ID)
                .from(QUOTE_APPROVAL)
                .where(QUOTE_APPROVAL.STATE.eq("waiting"))
                .and(DSL.exists(DSL.selectOne()
                        .from(QUOTE)
                        .where(QUOTE.ID.eq(QUOTE_APPROVAL.QUOTE_ID))
                        .and(QUOTE.STATE.eq("draft"))
                        .and(QUOTE.VERSION.eq(QUOTE_APPROVAL.QUOTE_VERSION))))
                .and(QUOTE_APPROVAL
                        .MEMBER_ID
                        .in(inPerson)
                        .or(QUOTE_APPROVAL
                                .MEMBER_ID
                                .isNull()
                                .and(everyRole ? DSL.noCondition() : QUOTE_APPROVAL.ROLE.in(inRole))))
                .orderBy(QUOTE_APPROVAL.ASKED_AT, QUOTE_APPROVAL.ID)
                .limit(SHOWN)
                .fetch();
        var quotes = store.all(rows.getValues(QUOTE_APPROVAL.QUOTE_ID));
        var approvals = asked.of(quotes.values());
        var all = new ArrayList<Waiting>();
        for (var row : rows) {
            var quote = quotes.get(row.value2());
            if (quote != null && quote.isDraft()) {
                approvals.getOrDefault(quote.id(), List.of()).stream()
                        .filter(one -> one.id().equals(row.value1()))
                        .forEach(one -> add(all, quote, one, absent, me));
            }
        }
        return all;
    }

    private void add(List<Waiting> all, Quote quote, Approval one, List<Member> absent, Actor me) {
        var whose = rights.whose(quote, one, absent, me);
        if (whose != null) {
            all.add(new Waiting(one, quote, whose.equals(me.member()) ? "" : asked.name(whose.value())));
        }
    }

    /** An approval as a link in a mail shows it, whatever became of it. */
    @Transactional(readOnly = true)
    public Waiting look(UUID id, Actor me) {
        var quote = asked.quote(id);
        var one = of(quote).stream()
                .filter(all -> all.id().equals(id))
                .findFirst()
                .orElse(null);
        if (one == null) {
            throw new NoSuchRecord("approval", id);
        }
        var whose = rights.whose(quote, one, me);
        return new Waiting(one, quote, whose == null || whose.equals(me.member()) ? "" : asked.name(whose.value()));
    }

    /** Whether it is {@code me} who may answer now. */
    @Transactional(readOnly = true)
    public boolean mayAnswer(Waiting one, Actor me) {
        return rights.whose(one.quote(), one.approval(), me) != null;
    }

    /** @throws NoSuchRecord when there is none that waits for {@code me} @throws BadInput when a refusal has no reason */
    @Transactional
    public Quote answer(UUID id, boolean approved, String reason, Actor me) {
        me.mayWrite();
        var quote = lock(id);
        var one = one(quote, id);
        var whose = rights.whose(quote, one, me);
        if (whose == null) {
            throw new NotAllowed("approval");
        }
        if (!approved && reason.isBlank()) {
            throw new BadInput("reason", "approval.fault.reason");
        }
        var state = approved ? "approved" : "refused";
        var changeSet = changeSets.open(me, "quote." + state, quote.words().title());
        var before = new HashMap<String, @Nullable Object>();
        before.put("state", "waiting");
        changeSets.updated(changeSet, "quote_approval", id, before, Map.of("state", state));
        sql.update(QUOTE_APPROVAL)
                .set(QUOTE_APPROVAL.STATE, state)
                .set(QUOTE_APPROVAL.ANSWERED_BY, me.member().value())
                .set(QUOTE_APPROVAL.ANSWERED_FOR, whose.equals(me.member()) ? null : whose.value())
                .set(QUOTE_APPROVAL.ANSWERED_AT, QuoteStore.utc(clock.instant()))
                .set(QUOTE_APPROVAL.REASON, reason.isBlank() ? null : reason)
                .where(QUOTE_APPROVAL.ID.eq(id))
                .execute();
        promise.answered(one, changeSet);
        var now = begin(quote, of(quote), changeSet);
        if (!approved || now.stream().allMatch(all -> all.state().equals("approved"))) {
            news.approvalAnswered(quote, id, one.askedBy(), approved, reason.isBlank() ? null : reason);
        }
        return quote;
    }

    /** Passes it on to somebody else, who may be of any role; who only stands in doesn't. @throws BadInput when that would be whose quote it is */
    @Transactional
    public Quote pass(UUID id, MemberId to, Actor me) {
        me.mayWrite();
        var quote = lock(id);
        var one = one(quote, id);
        if (!me.member().equals(rights.whose(quote, one, List.of(), me))) {
            throw new NotAllowed("approval");
        }
        var member = members.find(to);
        if (member == null || !member.isActive() || ApprovalRights.isOwn(quote, one, to)) {
            throw new BadInput("to", "approval.fault.member");
        }
        var changeSet = changeSets.open(me, "quote.passed-on", quote.words().title());
        sql.update(QUOTE_APPROVAL)
                .set(QUOTE_APPROVAL.MEMBER_ID, to.value())
                .where(QUOTE_APPROVAL.ID.eq(id))
                .execute();
        promise.passed(one, to, changeSet);
        news.approvalAsked(quote, id, List.of(to));
        return quote;
    }

    private Quote lock(UUID id) {
        var found = asked.quote(id);
        store.lock(found.series());
        return Objects.requireNonNull(store.find(found.id()));
    }

    private Approval one(Quote quote, UUID id) {
        return of(quote).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("approval", id));
    }
}
