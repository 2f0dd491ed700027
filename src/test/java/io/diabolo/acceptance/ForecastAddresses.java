package io.diabolo.acceptance;

import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** The pages of the forecast with something on them: deals, two weeks noted, a manager's word. */
final class ForecastAddresses {
    private final ApplicationContext application;
    private final DSLContext sql;
    private final Given given;

    ForecastAddresses(ApplicationContext application, Given given) {
        this.application = application;
        this.sql = application.getBean(DSLContext.class);
        this.given = given;
    }

    List<String> addresses() {
        var seller = given.member("Sofia Lambert", "ae");
        for (var category : List.of("commit", "best_case", "pipeline")) {
            deal(
                    "Ligne de conditionnement " + category,
                    category,
                    "discovery",
                    seller.member().toString());
        }
        deal("En francs suisses", "commit", "proposal", seller.member().toString());
        deal("Maintenance préventive", "closed", "won", seller.member().toString());
        var me = given.administrator().member().value();
        given.run(() -> {
            // Nobody has said what francs are worth.
            sql.execute("update opportunity set currency = 'CHF' where name = 'En francs suisses'");
            for (var week : List.of("2027-01-04", "2027-01-11")) {
                sql.execute("insert into forecast_snapshot (week, complete) values (?::date, true)", week);
                sql.execute("""
                        insert into forecast_line (opportunity_id, from_week, to_week, owner_id, type, stage, category, amount_minor, currency, close_date)
                        select id, ?::date, ?::date + 7, owner_id, type, stage, forecast_category, amount_minor / 2, currency, close_date
                        from opportunity where close_date between '2027-01-01' and '2027-03-31'""", week, week);
            }
            sql.execute(
                    "insert into forecast_estimate (week, period, low_minor, middle_minor, high_minor, currency)"
                            + " values ('2027-01-04', '2027-Q1', 100000, 200000, 300000, 'EUR'), ('2027-01-11', '2027-Q1', 150000, 220000, 280000, 'EUR')");
            sql.execute(
                    "insert into forecast_adjustment (period, line_id, amount_minor, computed_minor, currency, comment, member_id)"
                            + " values ('2027-Q1', ?, 900000, 800000, 'EUR', 'Deux signatures glissent en janvier', ?)",
                    seller.member().value(),
                    me);
            sql.execute(
                    "insert into target (member_id, role, figure, period, value) values (?, 'ae', 'bookings', '2027-Q1', 20000)",
                    seller.member().value());
        });
        return List.of(
                "/forecast",
                "/forecast?period=2027-Q1",
                "/forecast?period=2027-Q1&by=team",
                "/forecast/changes?period=2027-Q1&since=2027-01-04",
                "/forecast/accuracy?period=2027-Q1",
                "/forecast/estimate?period=2027-Q1",
                "/forecast/adjustments?period=2027-Q1&whose=line." + seller.member(),
                "/insight/sales",
                "/insight/sales?by=product",
                "/opportunities?forecast=period:2027-Q1;whose:all;part:commit",
                "/opportunities?forecast=period:2027-Q1;whose:all;rate:missing");
    }

    private void deal(String name, String category, String stage, String owner) {
        var type = application.getBean(RecordTypes.class).byPlural("opportunities");
        var input = Map.of(
                "name",
                name,
                "one_off_amount",
                Map.of("value", "8200", "currency", "EUR"),
                "close_date",
                "2027-02-10",
                "forecast_category",
                category,
                "stage",
                stage,
                "owner",
                owner);
        given.run(() -> application.getBean(Records.class).create(type, input, given.administrator()));
    }
}
