package io.diabolo.bench;

import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The job that looks for duplicates among all companies and people, in records per second. Beside it the SQL that finds only
 * those that agree to the letter in an address, a number or a name: no SQL judges spellings.
 */
@Component
class Twins {
    private static final String NAME = "duplicates over all people";
    private static final String RECORDS = "select id from company where deleted_at is null union all"
            + " select id from person where deleted_at is null";
    private static final String TO_THE_LETTER = """
            select key, count(*) from (
                select 'e' || email as key from person where email is not null and deleted_at is null
                union all
                select 'p' || coalesce(mobile, phone) from person where coalesce(mobile, phone) is not null and deleted_at is null
                union all
                select 'n' || company_id || name_key from person where company_id is not null and deleted_at is null
                union all
                select 's' || siren from company where siren is not null and deleted_at is null
                union all
                select 'd' || domain from company where domain is not null and deleted_at is null
                union all
                select 'c' || name_key || coalesce(postcode, '') from company where deleted_at is null) keys
            group by key having count(*) > 1""";

    private final Bare bare;
    private final ServerJobs jobs;

    Twins(Bare bare, ServerJobs jobs) {
        this.bare = bare;
        this.jobs = jobs;
    }

    List<Measure> measures(Visitor visitor, int rows) {
        return List.of(new Measure(NAME, "load", rows, 1, () -> find(visitor)));
    }

    /** Once: a second search would find its pairs there already. */
    private Result find(Visitor visitor) throws Exception {
        var records = bare.rows(RECORDS);
        var began = System.nanoTime();
        jobs.finish("duplicates", () -> visitor.post("/api/v1/duplicates/searches", "{}"));
        var took = (System.nanoTime() - began) / 1e6;
        began = System.nanoTime();
        bare.rows(TO_THE_LETTER);
        var plain = (System.nanoTime() - began) / 1e6;
        return new Result(NAME, "load", records, 1, took, took, plain, records / took * 1e3, records / plain * 1e3);
    }
}
