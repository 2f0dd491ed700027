package io.diabolo.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;

/** What people and programs look at all day. */
@Component
class Reads {
    private static final String LEADS = """
            select lead.id, lead.name, lead.stage, lead.status, lead.channel, lead.source, lead.created_at, lead.stage_on,
                   person.name as person, company.name as company, member.name as owner
            from lead
            left join person on person.workspace_id = lead.workspace_id and person.id = lead.person_id
            left join company on company.workspace_id = lead.workspace_id and company.id = lead.company_id
            left join member on member.workspace_id = lead.workspace_id and member.id = lead.owner_id
            where lead.deleted_at is null
            """;

    /** What the SQL beside it reads. */
    private static final String COLUMNS =
            "&columns=name,stage,status,channel,source,created_at,stage_on,person,company,owner";

    private static final String FIRST =
            LEADS + " and lead.source = ? order by lead.created_at desc, lead.id desc limit 51";
    private static final String COUNT = "select count(*) from lead where deleted_at is null and source = ?";
    private static final String FUNNEL = """
            select count(*) filter (where start_stage <= 1 and furthest_stage >= 1), count(*) filter (where start_stage <= 2 and furthest_stage >= 2),
                   count(*) filter (where start_stage <= 3 and furthest_stage >= 3), count(*) filter (where start_stage <= 4 and furthest_stage >= 4),
                   count(*) filter (where start_stage <= 5 and furthest_stage >= 5), count(*) filter (where start_stage <= 6 and furthest_stage >= 6),
                   count(*) filter (where start_stage <= 7 and furthest_stage >= 7), count(*) filter (where exited),
                   percentile_cont(0.5) within group (order by on_3 - on_2), percentile_cont(0.9) within group (order by on_3 - on_2),
                   percentile_cont(0.5) within group (order by on_7 - on_2), percentile_cont(0.9) within group (order by on_7 - on_2)
            from journey where start_stage is not null and type = 'new_business' and entered_on between ? and ?
            """;

    private static final String MARKET = """
            select step, count(*) from (
                select case when exists (select from journey j where j.company_id = c.id and j.current_stage between 7 and 10) then 'customer'
                            when exists (select from journey j where j.company_id = c.id and j.current_stage between 4 and 6) then 'pipeline'
                            when exists (select from journey j where j.company_id = c.id and j.furthest_stage >= 3) then 'engaged'
                            when exists (select from journey j where j.company_id = c.id and j.furthest_stage >= 2) then 'contacted'
                            else 'untouched' end as step
                from company c where deleted_at is null and headcount >= 50 and country = 'FR') found
            group by step
            union all
            select 'people', count(*) from person where deleted_at is null and exists (
                select from company where company.workspace_id = person.workspace_id and company.id = person.company_id
                  and company.deleted_at is null and headcount >= 50 and country = 'FR')
            """;

    private final Bare bare;
    private final OpenDeals deals;
    private final List<UUID> leads = new ArrayList<>();

    Reads(Bare bare, OpenDeals deals) {
        this.bare = bare;
        this.deals = deals;
    }

    List<Measure> measures(Visitor visitor, int rows) {
        var filter = "filter%5Bsource%5D=Web&sort=-created_at";
        var all = new ArrayList<Measure>();
        Measure.Side bareList = _ -> bare.rows(FIRST, "Web");
        all.add(Measure.read("list page, filtered and sorted", rows, _ -> visitor.page("/leads?" + filter), bareList));
        all.add(Measure.read(
                "list by API", rows, _ -> visitor.get("/api/v1/leads?limit=50&" + filter + COLUMNS), bareList));
        all.add(late("list by API, page 1,000", rows, () -> far(visitor, rows)));
        all.add(Measure.read(
                "count of a filter",
                rows,
                _ -> visitor.get("/api/v1/leads/count?filter%5Bsource%5D=Web"),
                _ -> bare.rows(COUNT, "Web")));
        all.add(late("record page", rows, () -> record(visitor, rows)));
        all.add(Measure.read(
                "search",
                rows,
                time -> visitor.get("/api/v1/search?q=" + Visitor.encoded(name(time))),
                time -> bare.rows("select * from search_records(?, null, '{}', null, 20)", name(time))));
        all.add(Measure.read(
                "list of companies with 200 custom fields",
                rows,
                _ -> visitor.page("/companies?sort=-created_at"),
                _ -> bare.rows(
                        "select * from company where deleted_at is null order by created_at desc, id desc limit 51")));
        all.add(late("market of a target profile", rows, () -> market("market of a target profile", visitor, rows)));
        all.add(late("board of 10,000 open deals", OpenDeals.DEALS, () -> deals.board(visitor)));
        all.addAll(funnels(visitor, rows));
        for (var clients : new int[] {4, 16, 64}) {
            all.add(Measure.crowd(
                    "list by API",
                    "read",
                    rows,
                    clients,
                    _ -> visitor.get("/api/v1/leads?limit=50&" + filter + COLUMNS),
                    bareList));
        }
        return all;
    }

    /** A funnel that nobody asked for since the last change, and one that somebody did. */
    private List<Measure> funnels(Visitor visitor, int rows) {
        var today = LocalDate.now(java.time.ZoneOffset.UTC);
        var from = today.minusYears(5);
        var all = new ArrayList<Measure>();
        for (var cut : new String[] {"", "segment=smb", "source=Web", "country=FR&channel=inbound"}) {
            var name = "double funnel" + (cut.isEmpty() ? "" : ", " + cut);
            var condition = cut.startsWith("segment")
                    ? " and segment = 'smb'"
                    : cut.startsWith("source")
                            ? " and source = 'Web'"
                            : cut.startsWith("country") ? " and country = 'FR' and channel = 'inbound'" : "";
            Measure.Side plain = time -> bare.rows(FUNNEL + condition, from.minusDays(time), today);
            all.add(Measure.read(
                    name + ", cold",
                    rows,
                    time -> visitor.get("/api/v1/funnel?from=" + from.minusDays(time) + "&to=" + today + "&" + cut),
                    plain));
            all.add(Measure.read(
                    name + ", warm",
                    rows,
                    _ -> visitor.get("/api/v1/funnel?from=" + from + "&to=" + today + "&" + cut),
                    plain));
        }
        return all;
    }

    /** The cursor stands at row 50,000: as far as a thousand pages of 50. */
    private Measure far(Visitor visitor, int rows) throws IOException {
        var filter = "&filter%5Bsource%5D=Web&sort=-created_at";
        String cursor = "";
        String last = "";
        for (var page = 0; page < Math.min(250, rows / 10 / 200 - 1); page++) {
            var answer = visitor.get("/api/v1/leads?limit=200" + filter + cursor);
            cursor = "&cursor=" + Visitor.encoded(answer.get("next_cursor").asString());
            last = answer.get("items").get(199).get("id").asString();
        }
        var at = cursor;
        var id = UUID.fromString(last);
        return Measure.read(
                "list by API, page 1,000",
                rows,
                _ -> visitor.get("/api/v1/leads?limit=50" + filter + at + COLUMNS),
                _ -> bare.rows(
                        LEADS
                                + " and lead.source = ? and (lead.created_at, lead.id) < (select l.created_at, l.id from lead l where l.id = ?)"
                                + " order by lead.created_at desc, lead.id desc limit 51",
                        "Web",
                        id));
    }

    private Measure record(Visitor visitor, int rows) throws IOException {
        for (var item : visitor.get("/api/v1/leads?limit=200&sort=name").get("items")) {
            leads.add(UUID.fromString(item.get("id").asString()));
        }
        return Measure.read("record page", rows, time -> visitor.page("/leads/" + lead(time)), this::recordBySql);
    }

    private UUID lead(int time) {
        return Objects.requireNonNull(leads.get(time % leads.size()));
    }

    private void recordBySql(int time) throws SQLException {
        bare.rows(LEADS + " and lead.id = ?", lead(time));
        bare.rows(
                "select * from activity where lead_id = ? and deleted_at is null order by at desc limit 20",
                lead(time));
        bare.rows(
                "select * from change where record_type = 'lead' and record_id = ? order by at desc limit 20",
                lead(time));
        bare.rows("select * from journey_entry where subject_id = ?", lead(time));
    }

    private static String name(int time) {
        return "Martin-" + (time * 37) % 50_000;
    }

    /** How many companies match, and how far each has come: over all companies there are. */
    Measure market(String name, Visitor visitor, int rows) throws IOException {
        var profile = visitor.post(
                        "/api/v1/target-profiles",
                        "{\"name\": \"" + name
                                + "\", \"companies\": \"company.headcount >= 50\\ncompany.country == \\\"FR\\\"\"}")
                .get("id")
                .asString();
        return Measure.read(
                name, rows, _ -> visitor.get("/api/v1/target-profiles/" + profile + "/market"), _ -> bare.rows(MARKET));
    }

    /** One whose preparation needs the rows, and the server's answers. */
    private static Measure late(String name, long rows, Callable<Measure> prepared) {
        return new Measure(name, "read", rows, 1, () -> prepared.call().take());
    }
}
