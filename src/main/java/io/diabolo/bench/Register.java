package io.diabolo.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The market of a profile among as many companies as a register holds: those missing to a million are added first. */
@Component
class Register {
    private static final String NAME = "market of a target profile, 1,000,000 companies";
    private static final int COMPANIES = 1_000_000;
    private static final String MISSING = """
            insert into company (name, domain, headcount, segment, segment_basis, industry, city, country, created_in)
            select 'Registre ' || i, 'r' || i || '.example', 1 + (i::bigint * 7919 % 8000)::integer,
                   (array['micro','smb','mid_market','enterprise'])[1 + i % 4], 'computed',
                   (array['Software','Industry','Retail','Health','Energy','Transport'])[1 + i % 6],
                   (array['Paris','Lyon','Lille','Nantes','Metz','Bordeaux'])[1 + i % 7 % 6],
                   (array['FR','FR','FR','BE','CH','DE','LU','ES'])[1 + i % 8], change_set.id
            from (select id from change_set order by id limit 1) change_set,
                 generate_series(1, ? - (select count(*)::integer from company where deleted_at is null)) i
            """;

    private final DataSource owner;
    private final Bare bare;
    private final Reads reads;

    Register(@Qualifier("ownerDataSource") DataSource owner, Bare bare, Reads reads) {
        this.owner = owner;
        this.bare = bare;
        this.reads = reads;
    }

    List<Measure> measures(Visitor visitor, int rows) {
        return rows < COMPANIES
                ? List.of()
                : List.of(new Measure(
                        NAME, "load", COMPANIES, 1, () -> market(visitor).take()));
    }

    private Measure market(Visitor visitor) throws IOException, SQLException {
        bare.rows(MISSING, COMPANIES);
        try (var connection = owner.getConnection();
                var analyze = connection.createStatement()) {
            analyze.execute("vacuum analyze company");
        }
        return reads.market(NAME, visitor, COMPANIES);
    }
}
