package io.diabolo.bench;

import io.diabolo.roles.RoleCatalogue;
import io.diabolo.roles.RoleFacts.OtherName;
import io.diabolo.roles.TitleReadings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Job titles read as roles, one after the other by one thread; beside it, a query with a few patterns for each role. */
@Component
class Titles {
    static final String NAME = "titles read per second";
    private static final int TITLES = 100_000;
    private static final List<String> AROUND = List.of(
            "%s (H/F)",
            "Senior %s", "%s - Paris", "Stage – %s", "%s, EMEA", "\uD83D\uDE80 %s / CDI", "Head of %s", "Dev Java %s");
    /** Far less than what the reader knows: what one would write at first. */
    private static final String PLAIN = """
            select case
                when title ~* '(growth|acquisition)' then 'growth-hacker'
                when title ~* '(marketing|content|seo)' then 'inbound-marketer'
                when title ~* '(sdr|sales development|prospect)' then 'sdr'
                when title ~* '(bdr|business development rep)' then 'bdr'
                when title ~* '(inside sales|sédentaire)' then 'inside-sales'
                when title ~* '(sales engineer|avant-vente|solutions? (engineer|consultant))' then 'sales-engineer'
                when title ~* '(biz|business) ?dev' then 'business-developer'
                when title ~* '(customer success|csm)' then 'csm'
                when title ~* '(support|service client|relation client)' then 'customer-support'
                when title ~* '(account manag|clientèle|key account)' then 'account-manager'
                when title ~* '(adv|assistante? commercial)' then 'sales-assistant'
                when title ~* '(sales op|revenue op|deal desk)' then 'sales-operations'
                when title ~* '(head|director|vp|directeur|responsable).*(sales|commercial)' then 'sales-manager'
                when title ~* '(account executive|commercial|sales)' then 'account-executive'
                else 'none' end
            from unnest(?::text[]) title""";

    private final Bare bare;
    private final TitleReadings readings;
    private final List<String> titles;

    Titles(Bare bare, RoleCatalogue catalogue, TitleReadings readings) {
        this.bare = bare;
        this.readings = readings;
        var names = catalogue.all().stream()
                .flatMap(role -> role.names().stream().map(OtherName::name))
                .toList();
        var all = new ArrayList<String>(TITLES);
        for (var i = 0; i < TITLES; i++) {
            all.add(AROUND.get(i % AROUND.size()).formatted(names.get(i % names.size())));
        }
        titles = List.copyOf(all);
    }

    List<Measure> measures() {
        return List.of(new Measure(NAME, "read", TITLES, 1, this::take));
    }

    private Result take() throws SQLException {
        var mine = Double.MAX_VALUE;
        var theirs = Double.MAX_VALUE;
        // The best of a few: the first ones are compiled while they run.
        for (var round = 0; round < 5; round++) {
            var began = System.nanoTime();
            titles.forEach(readings::read);
            mine = Math.min(mine, (System.nanoTime() - began) / 1e6);
        }
        for (var round = 0; round < 2; round++) {
            var began = System.nanoTime();
            bare.rows(PLAIN, (Object) titles.toArray(String[]::new));
            theirs = Math.min(theirs, (System.nanoTime() - began) / 1e6);
        }
        return new Result(NAME, "read", TITLES, 1, mine, mine, theirs, TITLES / mine * 1e3, TITLES / theirs * 1e3);
    }
}
