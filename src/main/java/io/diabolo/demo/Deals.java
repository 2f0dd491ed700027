package io.diabolo.demo;

import io.diabolo.journey.Stage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The opportunities, with recurring amounts by the customer's size, and the products they are about. */
final class Deals {
    /** Where a deal comes from: its journey, lead, person and what brought them. */
    record Origin(
            UUID journey, @Nullable UUID lead, Market.Contact contact, String channel, String source, Course course) {}

    record Deal(UUID id, String name, UUID owner) {}

    private final Chance chance;
    private final Words words;
    private final Cast cast;
    private final Diary diary;
    private final LocalDate today;
    private final List<UUID> products = new ArrayList<>();
    private final TableCopy productRows;
    private final TableCopy rows;
    private final TableCopy productsOfDeals;

    Deals(Chance chance, Words words, Cast cast, Diary diary, LocalDate today, UUID workspace) {
        this.chance = chance;
        this.words = words;
        this.cast = cast;
        this.diary = diary;
        this.today = today;
        this.productRows = new TableCopy(
                "product", "id, name, family, list_price, currency, recurring_period, created_at", workspace);
        this.rows = new TableCopy(
                "opportunity",
                "id, journey_id, name, company_id, person_id, lead_id, type, pipeline, stage, stage_on, channel, source,"
                        + " one_off_minor, recurring_minor, recurring_period, term_months, close_date,"
                        + " forecast_category, next_step, next_step_on, reason, cycle, owner_id,"
                        + " created_at, updated_at",
                workspace);
        this.productsOfDeals = new TableCopy("opportunity_product", "opportunity_id, product_id, quantity", workspace);
        var since = chance.workingTime(today.minusMonths(18));
        var names = words.list("product");
        for (int i = 0; i < names.size(); i++) {
            products.add(chance.id(since));
            productRows.row(
                    products.get(i),
                    names.get(i),
                    words.list("product.family").get(i),
                    words.list("product.price").get(i),
                    "EUR",
                    i == names.size() - 1 ? null : "month",
                    since);
        }
    }

    void send(Connection connection) throws SQLException, IOException {
        productRows.send(connection);
        rows.send(connection);
        productsOfDeals.send(connection);
    }

    Deal open(Origin origin, String type) {
        var course = origin.course();
        var first = course.on(Stage.DISCOVERY);
        var opened =
                chance.workingTime(first == null ? course.steps().getFirst().on() : first);
        var firm = origin.contact().firm();
        var deal = new Deal(
                chance.id(opened),
                chance.one(words.list("need")) + ", " + firm.name(),
                chance.one(cast.holding(type.equals("renewal") ? "am" : "ae")).id());
        long monthly = monthlyAmount(firm.segment(), type);
        boolean closed = course.reached(Stage.WON) || course.exit() == Stage.LOST;
        rows.row(
                deal.id(),
                origin.journey(),
                deal.name(),
                firm.id(),
                origin.contact().id(),
                origin.lead(),
                type,
                type.equals("new_business") ? "new_business" : type.equals("renewal") ? "renewal" : "expansion",
                course.current().id(),
                course.lastDay(),
                origin.channel(),
                origin.source(),
                type.equals("new_business") ? monthly * 2 : 0,
                monthly,
                "month",
                chance.one(List.of(12, 12, 12, 24, 36)),
                closeDate(course),
                forecast(course, closed),
                closed || chance.happens(0.15) ? null : chance.one(words.list("task")),
                closed ? null : today.plusDays(chance.between(-4, 14)),
                course.exit() == Stage.LOST ? chance.one(words.list("reason.lost")) : null,
                cycle(firm.segment(), type.equals("new_business") ? monthly * 14 : monthly * 12),
                deal.owner(),
                opened,
                chance.workingTime(course.lastDay()));
        chance.distinct(products, chance.between(1, 3)).forEach(product -> productsOfDeals.row(deal.id(), product, 1));
        diary.about(origin, deal, course);
        return deal;
    }

    /**
     * As the rules say that come with Diabolo.
     *
     * @param amount in cents
     */
    private static String cycle(String segment, long amount) {
        if (segment.equals("enterprise") || amount >= 10_000_000) {
            return "long";
        }
        return amount < 1_500_000 && (segment.equals("micro") || segment.equals("smb")) ? "short" : "medium";
    }

    /** In cents, round to ten euros. */
    private long monthlyAmount(String segment, String type) {
        double median = switch (segment) {
            case "micro" -> 190;
            case "smb" -> 620;
            case "mid_market" -> 1_900;
            default -> 5_200;
        };
        double share = type.equals("new_business") || type.equals("renewal") ? 1 : 0.35;
        return Math.max(5, chance.days(median * share, 0.45) / 10) * 1_000L;
    }

    private LocalDate closeDate(Course course) {
        var won = course.on(Stage.WON);
        if (won != null) {
            return won;
        }
        return course.exit() == Stage.LOST ? course.lastDay() : today.plusDays(chance.between(-6, 75));
    }

    private String forecast(Course course, boolean closed) {
        if (closed) {
            return "closed";
        }
        return switch (course.furthest()) {
            case CLOSING -> chance.happens(0.6) ? "commit" : "best_case";
            case PROPOSAL -> "best_case";
            default -> "pipeline";
        };
    }
}
