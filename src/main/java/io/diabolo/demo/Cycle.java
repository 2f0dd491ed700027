package io.diabolo.demo;

import io.diabolo.journey.Stage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The eighteen months: leads, opportunities, customers and every stage change of theirs, written as the ledger has it. */
final class Cycle {
    static final int LEADS = 9_000;
    /** Companies put on a target list that nobody has called yet. */
    static final int UNTOUCHED = 2_400;

    private static final Map<Stage, String> HOLDERS =
            Map.of(Stage.DELIVERY, "csm", Stage.LIVE, "csm", Stage.GROWTH, "am", Stage.CHURNED, "csm");

    private final Chance chance;
    private final Words words;
    private final Cast cast;
    private final Market market;
    private final LocalDate start;
    private final LocalDate today;
    private final UUID changeSet;
    private final TableCopy journeys;
    private final TableCopy entries;
    private final TableCopy leads;
    private final Deals deals;
    private final Diary diary;

    Cycle(Chance chance, Words words, Cast cast, Market market, LocalDate today, UUID workspace, UUID changeSet) {
        this.chance = chance;
        this.words = words;
        this.cast = cast;
        this.market = market;
        this.start = today.minusMonths(18);
        this.today = today;
        this.changeSet = changeSet;
        this.journeys = new TableCopy(
                "journey",
                "id, type, parent_id, name, currency, company_id, channel, source, segment, industry, country, owner_id",
                workspace);
        this.entries = new TableCopy(
                "journey_entry",
                "journey_id, subject_type, subject_id, from_stage, to_stage, occurred_at, occurred_on, recorded_at,"
                        + " change_set_id, member_id, role, channel, source, segment, reason",
                workspace);
        this.leads = new TableCopy(
                "lead",
                "id, journey_id, name, person_id, company_id, channel, source, status, stage, stage_on, score, reason,"
                        + " owner_id, created_at, updated_at",
                workspace);
        this.diary = new Diary(chance, words, today, workspace);
        this.deals = new Deals(chance, words, cast, diary, today, workspace);
        for (int i = 0; i < LEADS; i++) {
            pursue();
        }
        for (int i = 0; i < UNTOUCHED; i++) {
            target(chance.one(market.firms()));
        }
    }

    void send(Connection connection) throws SQLException, IOException {
        journeys.send(connection);
        leads.send(connection);
        deals.send(connection);
        entries.send(connection);
        diary.send(connection);
    }

    /** One lead and, as luck has it, the deal, the customer and the expansion that come of it. */
    private void pursue() {
        var contact = chance.one(market.contacts());
        boolean outbound = chance.happens(0.56);
        var channel = outbound ? "outbound" : "inbound";
        var source = chance.one(words.list("source." + channel));
        // A little more each month: a company that grows.
        var from = start.plusDays((long) (Math.pow(chance.share(), 0.8) * (today.toEpochDay() - start.toEpochDay())));
        double fit = (outbound ? 0.92 : 1.1) * (source.startsWith("Recommandation") ? 1.5 : 1);
        var course = Course.run(
                chance, Stage.LEAD, from, today, fit, slowness(contact.firm().segment()));
        var at = chance.workingTime(from);
        var journey = chance.id(at);
        var lead = chance.id(at);
        var owner = owner(outbound ? "sdr" : "bdr");
        var origin = new Deals.Origin(journey, lead, contact, channel, source, course);
        if (outbound) {
            course.steps().addFirst(new Course.Step(Stage.MARKET, from.minusDays(chance.days(6, 0.6))));
        }
        journeyRow(journey, "new_business", null, contact.name(), contact.firm(), channel, source, owner);
        var deal = course.reached(Stage.DISCOVERY) ? deals.open(origin, "new_business") : null;
        write(journey, origin, course, lead, owner, deal);
        leadRow(origin, course, owner);
        if (deal != null && course.reached(Stage.LIVE) && course.exit() == null) {
            grow(origin, course, deal);
        }
    }

    /** A customer in service: renews, takes more, or leaves. */
    private void grow(Deals.Origin origin, Course first, Deals.Deal deal) {
        var live = Objects.requireNonNull(first.on(Stage.LIVE));
        if (chance.happens(0.07) && live.plusDays(150).isBefore(today)) {
            var left = live.plusDays(chance.between(90, 150));
            entry(
                    origin.journey(),
                    origin,
                    "customer",
                    deal.id(),
                    Stage.LIVE,
                    Stage.CHURNED,
                    left,
                    owner("csm"),
                    "churned");
            return;
        }
        for (int more = 0; more < 3 && chance.happens(0.58); more++) {
            var from = live.plusDays(chance.between(45, 200));
            if (from.isAfter(today)) {
                return;
            }
            var type = chance.one(List.of("upsell", "upsell", "cross_sell", "renewal"));
            var course = Course.run(chance, Stage.DISCOVERY, from, today, 1.25, 1);
            var journey = chance.id(chance.workingTime(from));
            journeyRow(
                    journey,
                    type,
                    origin.journey(),
                    deal.name(),
                    origin.contact().firm(),
                    origin.channel(),
                    origin.source(),
                    deal.owner());
            var next = new Deals.Origin(journey, null, origin.contact(), origin.channel(), origin.source(), course);
            var grown = deals.open(next, type);
            write(journey, next, course, null, owner("am"), grown);
            var won = course.on(Stage.WON);
            if (won != null) {
                entry(
                        origin.journey(),
                        origin,
                        "customer",
                        deal.id(),
                        Stage.LIVE,
                        Stage.GROWTH,
                        won,
                        owner("am"),
                        null);
            }
        }
    }

    /** A company on a target list: one ledger entry, no lead yet. */
    private void target(Market.Firm firm) {
        var on = start.plusDays(chance.below((int) (today.toEpochDay() - start.toEpochDay())));
        var journey = chance.id(chance.workingTime(on));
        var at = chance.workingTime(on);
        var who = owner("sdr");
        var source = "Fichier SIRENE";
        journeyRow(journey, "new_business", null, firm.name(), firm, "outbound", source, who);
        entries.row(
                journey,
                "company",
                firm.id(),
                null,
                Stage.MARKET.number(),
                at,
                on,
                at,
                changeSet,
                who,
                "sdr",
                "outbound",
                source,
                firm.segment(),
                null);
    }

    private void journeyRow(
            UUID journey,
            String type,
            @Nullable UUID parent,
            String name,
            Market.Firm firm,
            String channel,
            String source,
            UUID owner) {
        journeys.row(
                journey,
                type,
                parent,
                name,
                "EUR",
                firm.id(),
                channel,
                source,
                firm.segment(),
                firm.industry(),
                "FR",
                owner);
    }

    private void write(
            UUID journey,
            Deals.Origin origin,
            Course course,
            @Nullable UUID lead,
            UUID leadOwner,
            Deals.@Nullable Deal deal) {
        Stage before = null;
        for (var step : course.steps()) {
            var exit = step.to().isExit() ? step.to().id() : null;
            boolean opened = lead == null || (before != null && before.number() >= Stage.QUALIFIED.number());
            if (deal != null && opened) {
                var who = holder(step.to(), deal.owner());
                entry(journey, origin, "opportunity", deal.id(), before, step.to(), step.on(), who, exit);
            } else {
                var subject = Objects.requireNonNull(lead);
                entry(journey, origin, "lead", subject, before, step.to(), step.on(), leadOwner, exit);
            }
            before = step.to();
        }
    }

    /** Until the signature the account executive; after it whoever usually holds the stage. */
    private UUID holder(Stage stage, UUID seller) {
        var role = HOLDERS.get(stage);
        return role == null ? seller : owner(role);
    }

    private void entry(
            UUID journey,
            Deals.Origin origin,
            String subjectType,
            UUID subject,
            @Nullable Stage from,
            Stage to,
            LocalDate on,
            UUID member,
            @Nullable String reasons) {
        var at = chance.workingTime(on);
        entries.row(
                journey,
                subjectType,
                subject,
                from == null ? null : from.number(),
                to.number(),
                at,
                on,
                at,
                changeSet,
                member,
                cast.all().stream()
                        .filter(player -> player.id().equals(member))
                        .findFirst()
                        .map(player -> player.roles().getFirst())
                        .orElse(null),
                origin.channel(),
                origin.source(),
                origin.contact().firm().segment(),
                reasons == null ? null : chance.one(words.list("reason." + reasons)));
    }

    private void leadRow(Deals.Origin origin, Course course, UUID owner) {
        var contact = origin.contact();
        var created = chance.workingTime(Objects.requireNonNull(course.on(Stage.LEAD)));
        leads.row(
                origin.lead(),
                origin.journey(),
                contact.name(),
                contact.id(),
                contact.firm().id(),
                origin.channel(),
                origin.source(),
                status(course),
                course.current().id(),
                course.lastDay(),
                Math.clamp(chance.between(20, 70) + course.furthest().number() * 4L, 0, 100),
                course.exit() == Stage.DISQUALIFIED ? chance.one(words.list("reason.disqualified")) : null,
                owner,
                created,
                chance.workingTime(course.lastDay()));
        diary.about(origin, course, owner);
    }

    private String status(Course course) {
        if (course.exit() == Stage.DISQUALIFIED) {
            return "disqualified";
        }
        if (course.reached(Stage.QUALIFIED)) {
            return "qualified";
        }
        if (course.lastDay().plusDays(3).isAfter(today)) {
            return "new";
        }
        return course.lastDay().plusDays(60).isAfter(today) ? "working" : "nurturing";
    }

    private UUID owner(String role) {
        return chance.one(cast.holding(role)).id();
    }

    private static double slowness(String segment) {
        return switch (segment) {
            case "micro" -> 0.6;
            case "smb" -> 0.9;
            case "mid_market" -> 1.4;
            default -> 2.1;
        };
    }
}
