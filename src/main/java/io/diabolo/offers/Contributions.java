package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE;

import io.diabolo.clocks.Clocks;
import io.diabolo.journey.Handoff;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.ChangeSets;
import io.diabolo.rules.Rules;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What others add to a quote before it leaves. It is asked for by a hand-off, taken on by whoever accepts that, and there
 * once they have given it for the lines that the quote has; until then the hand-off's clock runs.
 */
@Service
class Contributions {
    static final int MOST_BYTES = 10_000_000;
    static final int LONGEST = 20_000;
    static final String PICTURE = "image/jpeg";
    private static final String UNKNOWN = "application/octet-stream";
    private static final int WIDEST = 1_000;
    private static final int HIGHEST = 1_300;

    private final DSLContext sql;
    private final Rules rules;
    private final Handoffs handoffs;
    private final QuoteStore quotes;
    private final ContributionStore store;
    private final Files files;
    private final Clocks clocks;
    private final ChangeSets changeSets;
    private final QuoteNews news;
    private final Clock time;

    Contributions(
            DSLContext sql,
            Rules rules,
            Handoffs handoffs,
            QuoteStore quotes,
            ContributionStore store,
            Files files,
            Clocks clocks,
            ChangeSets changeSets,
            QuoteNews news,
            Clock time) {
        this.sql = sql;
        this.rules = rules;
        this.handoffs = handoffs;
        this.quotes = quotes;
        this.store = store;
        this.files = files;
        this.clocks = clocks;
        this.changeSets = changeSets;
        this.news = news;
        this.time = time;
    }

    /** How far a contribution has come. */
    enum State {
        /** A rule wants it, and nobody was asked. */
        MISSING,
        ASKED,
        TAKEN_ON,
        GIVEN,
        /** Given for other lines than the quote has now. */
        OUTDATED,
        /** Operations can't do it. */
        REFUSED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The contribution of a role to a quote.
     *
     * @param wanted whether a rule keeps the quote until it is given
     * @param who has taken it on; empty while nobody has
     * @param given what was given last, also where that was for other lines
     */
    record Part(
            String role,
            State state,
            boolean wanted,
            String who,
            boolean mine,
            @Nullable Contribution given) {}

    /** The roles whose contribution the rules want and that haven't given it for these lines. */
    @Transactional(readOnly = true)
    public List<String> missing(Quote quote, Actor me) {
        return of(quote, me).stream()
                .filter(part -> part.wanted() && part.state() != State.GIVEN)
                .map(Part::role)
                .toList();
    }

    /** Of every role that is wanted, was asked or has given. */
    @Transactional(readOnly = true)
    public List<Part> of(Quote quote, Actor me) {
        var wanted = quote.isDraft() ? wanted(quote, me) : Set.<String>of();
        var latest = quote.isDraft() ? store.latest(quote.series()) : store.standing(quote);
        var asked = asked(quote.opportunity());
        var roles = new LinkedHashSet<String>(wanted);
        roles.addAll(latest.keySet());
        if (quote.isDraft()) {
            asked.forEach(one -> roles.add(one.toRole()));
        }
        return roles.stream()
                .map(role -> part(quote, role, wanted.contains(role), asked, latest.get(role), me))
                .toList();
    }

    private Part part(
            Quote quote, String role, boolean wanted, List<Handoff> asked, @Nullable Contribution given, Actor me) {
        var last = asked.stream()
                .filter(one -> one.toRole().equals(role))
                .findFirst()
                .orElse(null);
        var taken = taken(asked, role, me);
        var by = taken == null ? null : taken.answeredBy();
        var state = given == null
                ? last == null ? State.MISSING : last.isOpen() ? State.ASKED : State.TAKEN_ON
                : !given.isFor(quote) ? State.OUTDATED : given.isRefused() ? State.REFUSED : State.GIVEN;
        var mine = quote.isDraft() && by != null && by.id().equals(me.member());
        return new Part(role, state, wanted, by == null ? "" : by.name(), mine, given);
    }

    private Set<String> wanted(Quote quote, Actor me) {
        var all = new LinkedHashSet<String>();
        rules.run(ContributionRules.ID).of(quote.id(), sql, me.locale()).stream()
                .filter(verdict -> verdict.holds())
                .forEach(verdict -> all.add(verdict.rule().outcome()));
        return all;
    }

    /** Those that wait or were taken on, the latest first. */
    private List<Handoff> asked(UUID opportunity) {
        return handoffs.of("opportunity", opportunity).stream()
                .filter(one -> one.kind() == HandoffKind.CONTRIBUTION
                        && (one.isOpen() || one.state() == Handoff.State.ACCEPTED))
                .toList();
    }

    /** Taken on by {@code me}, else by whoever did last. */
    private static @Nullable Handoff taken(List<Handoff> asked, String role, Actor me) {
        var all = asked.stream()
                .filter(one -> one.toRole().equals(role) && one.state() == Handoff.State.ACCEPTED)
                .toList();
        return all.stream().filter(one -> isBy(one, me)).findFirst().orElse(all.isEmpty() ? null : all.getFirst());
    }

    private static boolean isBy(Handoff one, Actor me) {
        var by = one.answeredBy();
        return by != null && by.id().equals(me.member());
    }

    /**
     * Gives it for the lines that the draft has now; given again, the later one counts. The clock of the hand-off stops, and
     * whoever asked is told.
     *
     * @throws NotAllowed unless {@code me} accepted the hand-off
     * @throws BadInput naming the field, also when the quote has left
     */
    @Transactional
    public UUID give(Quote seen, Giving given, Actor me) {
        me.mayWrite();
        quotes.lock(seen.series());
        var quote = Objects.requireNonNull(quotes.find(seen.id()));
        if (!quote.isDraft()) {
            throw new BadInput("", "quote.fault.sent");
        }
        var handoff = taken(asked(quote.opportunity()), given.role(), me);
        if (handoff == null || !isBy(handoff, me)) {
            throw new NotAllowed("contribution");
        }
        var before = store.latest(quote.series()).get(given.role());
        check(given, before);
        var changeSet = changeSets.open(me, "quote.contributed", quote.words().title());
        var id = store.add(
                quote, handoff.id().value(), given, file(given, before), me.member(), time.instant(), changeSet);
        changeSets.created(changeSet, "contribution", id);
        clocks.stop(handoff.clock(), true, changeSet);
        if (!handoff.from().id().equals(me.member())) {
            news.contributed(quote, id, handoff.from().id());
        }
        return changeSet;
    }

    private static void check(Giving given, @Nullable Contribution before) {
        var file = given.file();
        if (file != null && (file.content().length == 0 || file.content().length > MOST_BYTES)) {
            throw new BadInput("file", "quote.fault.file", MOST_BYTES / 1_000_000);
        }
        var kept = before != null && before.fileId() != null && !given.withoutFile();
        if (given.role().equals(Contribution.ENGINEER) && given.words().isBlank() && file == null && !kept) {
            throw new BadInput("words", "contribution.fault.words");
        }
        if (given.role().equals(Contribution.OPERATIONS)) {
            var feasible = given.feasible();
            if (feasible == null) {
                throw new BadInput("feasible", "contribution.fault.feasible");
            }
            if (feasible != Contribution.Feasible.YES && given.words().isBlank()) {
                throw new BadInput("words", "contribution.fault.why");
            }
        }
        var start = given.startOn();
        var done = given.doneOn();
        if (start != null && done != null && done.isBefore(start)) {
            throw new BadInput("done_on", "contribution.fault.dates");
        }
    }

    private @Nullable UUID file(Giving given, @Nullable Contribution before) {
        var file = given.file();
        if (file != null) {
            // A picture can stand in the document itself, made anew; of anything else the document tells the name.
            var picture = Picture.jpeg(file.content(), WIDEST, HIGHEST);
            var type = picture != null ? PICTURE : file.type().equals(PICTURE) ? UNKNOWN : file.type();
            var bytes = picture != null ? picture : file.content();
            return files.keep(file.name(), type, new ByteArrayInputStream(bytes))
                    .id();
        }
        return before == null || given.withoutFile() ? null : before.fileId();
    }

    /** The quote has left or the deal is decided: who hasn't given anything isn't late with it any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void callOff(UUID opportunity, UUID changeSet) {
        asked(opportunity).stream()
                .filter(one -> one.state() == Handoff.State.ACCEPTED)
                .forEach(one -> clocks.stop(one.clock(), false, changeSet));
    }

    /** The draft that a contribution to this opportunity would be for: the latest; null while there is none. */
    @Transactional(readOnly = true)
    public @Nullable UUID draft(UUID opportunity) {
        return sql.select(QUOTE.ID)
                .from(QUOTE)
                .where(QUOTE.OPPORTUNITY_ID.eq(opportunity))
                .and(QUOTE.STATE.eq("draft"))
                .orderBy(QUOTE.CREATED_AT.desc(), QUOTE.ID.desc())
                .limit(1)
                .fetchOne(QUOTE.ID);
    }
}
