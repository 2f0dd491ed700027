package io.diabolo.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** Where journeys stood at the end of a day, by the ledger. */
    private static final String STOOD = """
            select to_stage, count(*) from (
                select distinct on (journey_id) journey_id, to_stage from journey_entry
                where occurred_on <= ? order by journey_id, seq desc) stood
            group by to_stage
            """;

    /** The product's own: by the trigrams alone nobody finds a record in this time, and what it costs beside is the page. */
    private static final String SEARCH = "select * from search_records(?, null, '{}', null, 20)";

    private static final String OWN =
            IntStream.rangeClosed(1, 20).mapToObj(i -> ",custom.field_" + i).collect(Collectors.joining());

    private static final String BY_OWN_FIELDS = """
            select company.* from company
            join custom_value wanted on wanted.workspace_id = company.workspace_id and wanted.record_id = company.id
                 and wanted.field_id = (select id from custom_field where record_type = 'company' and key = 'field_2')
            join custom_value sorted on sorted.workspace_id = company.workspace_id and sorted.record_id = company.id
                 and sorted.field_id = (select id from custom_field where record_type = 'company' and key = 'field_1')
            where company.deleted_at is null and wanted.text_key = ?
            order by sorted.number_value desc, company.id desc limit 51
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
        all.add(late(
                "list by API, page 1,000",
                rows,
                () -> far(
                        "list by API, page 1,000",
                        rows,
                        visitor,
                        at -> visitor.get("/api/v1/leads?limit=50" + at + COLUMNS))));
        all.add(late(
                "list page, page 1,000",
                rows,
                () -> far("list page, page 1,000", rows, visitor, at -> visitor.page("/leads?" + at.substring(1)))));
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
                time -> bare.rows(SEARCH, name(time))));
        all.add(Measure.read(
                "list of companies with 200 custom fields",
                rows,
                _ -> visitor.page("/companies?sort=-created_at"),
                _ -> bare.rows(
                        "select * from company where deleted_at is null order by created_at desc, id desc limit 51")));
        all.add(Measure.read(
                "companies filtered, sorted and shown by custom fields",
                rows,
                time -> visitor.page("/companies?filter%5Bcustom.field_2%5D=value+" + time % 50
                        + "&sort=-custom.field_1&columns=name" + OWN),
                time -> bare.rows(BY_OWN_FIELDS, "value " + time % 50)));
        all.add(Measure.read(
                "page of 10,000 members",
                rows,
                _ -> visitor.page("/members"),
                _ -> bare.rows("select * from member order by name, id limit 51")));
        all.add(late("market of a target profile", rows, () -> market("market of a target profile", visitor, rows)));
        all.add(late("board of 10,000 open deals", OpenDeals.DEALS, () -> deals.board(visitor)));
        all.addAll(funnels(visitor, rows));
        all.addAll(crowds(visitor, rows, filter, bareList));
        return all;
    }

    /** What many ask for at once. */
    private List<Measure> crowds(Visitor visitor, int rows, String filter, Measure.Side bareList) {
        var today = LocalDate.now(java.time.ZoneOffset.UTC);
        var from = today.minusYears(5);
        var all = new ArrayList<Measure>();
        for (var clients : new int[] {4, 16, 64}) {
            all.add(Measure.crowd(
                    "list by API",
                    "read",
                    rows,
                    clients,
                    _ -> visitor.get("/api/v1/leads?limit=50&" + filter + COLUMNS),
                    bareList));
            all.add(Measure.crowd(
                    "list page, filtered and sorted",
                    "read",
                    rows,
                    clients,
                    _ -> visitor.page("/leads?" + filter),
                    bareList));
            all.add(new Measure("record page", "read", rows, clients, () -> {
                some(visitor);
                return Measure.crowd(
                                "record page",
                                "read",
                                rows,
                                clients,
                                time -> visitor.page("/leads/" + lead(time)),
                                this::recordBySql)
                        .take();
            }));
            all.add(Measure.crowd(
                    "search",
                    "read",
                    rows,
                    clients,
                    time -> visitor.get("/api/v1/search?q=" + Visitor.encoded(name(time))),
                    time -> bare.rows(SEARCH, name(time))));
            all.add(Measure.crowd(
                    "double funnel, warm",
                    "read",
                    rows,
                    clients,
                    _ -> visitor.get("/api/v1/funnel?from=" + from + "&to=" + today),
                    _ -> bare.rows(FUNNEL, from, today)));
        }
        return all;
    }

    /** A funnel that nobody asked for since the last change, and one that somebody did. */
    private List<Measure> funnels(Visitor visitor, int rows) {
        var today = LocalDate.now(java.time.ZoneOffset.UTC);
        var from = today.minusYears(5);
        var all = new ArrayList<Measure>(rareFunnels(visitor, rows, from, today));
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

    /** Cuts that are asked for now and then, and a past day, for which the ledger says where journeys stood. */
    private List<Measure> rareFunnels(Visitor visitor, int rows, LocalDate from, LocalDate today) {
        var all = new ArrayList<Measure>();
        var cuts = new LinkedHashMap<String, String>();
        cuts.put("industry=Software", "industry = 'Software'");
        cuts.put("campaign=Campaign+3", "campaign = 'Campaign 3'");
        cuts.forEach((cut, condition) -> all.add(Measure.read(
                "double funnel, " + cut + ", cold",
                rows,
                time -> visitor.get("/api/v1/funnel?from=" + from.minusDays(time) + "&to=" + today + "&" + cut),
                time -> bare.rows(FUNNEL + " and " + condition, from.minusDays(time), today))));
        all.add(late("double funnel, of a member, cold", rows, () -> {
            var member = visitor.get("/api/v1/leads?limit=1&sort=name&columns=owner")
                    .get("items")
                    .get(0)
                    .get("owner_id")
                    .asString();
            return Measure.read(
                    "double funnel, of a member, cold",
                    rows,
                    time -> visitor.get(
                            "/api/v1/funnel?from=" + from.minusDays(time) + "&to=" + today + "&member=" + member),
                    time -> bare.rows(
                            FUNNEL + " and owner_id = ?", from.minusDays(time), today, UUID.fromString(member)));
        }));
        all.add(Measure.read(
                "double funnel, as of a past day",
                rows,
                time -> visitor.get("/api/v1/funnel?from=" + from + "&to=" + today.minusDays(365L + time)),
                time -> {
                    bare.rows(FUNNEL, from, today.minusDays(365L + time));
                    bare.rows(STOOD, today.minusDays(365L + time));
                }));
        return all;
    }

    /** What is asked of the rows behind a cursor. */
    private interface Behind {
        void ask(String at) throws IOException;
    }

    /** The cursor stands at row 50,000: as far as a thousand pages of 50. */
    private Measure far(String name, int rows, Visitor visitor, Behind behind) throws IOException {
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
                name,
                rows,
                _ -> behind.ask(filter + at),
                _ -> bare.rows(
                        LEADS
                                + " and lead.source = ? and (lead.created_at, lead.id) < (select l.created_at, l.id from lead l where l.id = ?)"
                                + " order by lead.created_at desc, lead.id desc limit 51",
                        "Web",
                        id));
    }

    /** Leads to be looked at. */
    private void some(Visitor visitor) throws IOException {
        if (leads.isEmpty()) {
            for (var item : visitor.get("/api/v1/leads?limit=200&sort=name").get("items")) {
                leads.add(UUID.fromString(item.get("id").asString()));
            }
        }
    }

    private Measure record(Visitor visitor, int rows) throws IOException {
        some(visitor);
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
