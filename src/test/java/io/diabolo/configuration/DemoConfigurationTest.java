package io.diabolo.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.demo.ADemo;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** All that the demo workspace has set up goes into an empty one and comes out again, word by word. */
@DiaboloTest
class DemoConfigurationTest {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final ApplicationContext application;
    private final ConfigurationImports imports;
    private final Members members;
    private final DSLContext sql;
    private final TransactionTemplate transactions;

    DemoConfigurationTest(
            ApplicationContext application,
            ConfigurationImports imports,
            Members members,
            DSLContext sql,
            TransactionTemplate transactions) {
        this.application = application;
        this.imports = imports;
        this.members = members;
        this.sql = sql;
        this.transactions = transactions;
    }

    @Test
    void the_demo_goes_into_an_empty_workspace_and_comes_out_again(Given given) {
        var demo = ADemo.workspace(application);
        var written =
                Objects.requireNonNull(WorkspaceScope.in(demo, () -> imports.export(members.firstAdministrator(demo))));
        assertThat(ID.matcher(written)
                        .results()
                        .map(java.util.regex.MatchResult::group)
                        .toList())
                .isEmpty();
        colleagues(demo, given);

        var me = given.administrator();
        var id = Objects.requireNonNull(
                WorkspaceScope.in(given.workspace(), () -> imports.compare("demo.json", written, me)));
        var found = Objects.requireNonNull(WorkspaceScope.in(given.workspace(), () -> imports.find(id, me)));
        assertThat(found.faults()).isEmpty();
        assertThat(apply(given, id, me)).isInstanceOf(ConfigurationImports.Answer.Done.class);

        assertThat(WorkspaceScope.in(given.workspace(), () -> imports.export(me)))
                .isEqualTo(written);
    }

    private ConfigurationImports.Answer apply(Given given, UUID id, Actor me) {
        return Objects.requireNonNull(WorkspaceScope.in(given.workspace(), () -> {
            var comparison = imports.comparison(id, me);
            var all =
                    comparison.sections().stream().map(Comparison.OfSection::id).collect(Collectors.toSet());
            return imports.apply(id, all, comparison.fingerprint(), me);
        }));
    }

    /** Members and products are no settings: settings name them, so they have to be there. */
    private void colleagues(WorkspaceId demo, Given given) {
        var people = Objects.requireNonNull(WorkspaceScope.in(
                demo,
                () -> transactions.execute(
                        _ -> sql.fetch("select name, email, roles from member where email is not null"))));
        var products = Objects.requireNonNull(WorkspaceScope.in(
                demo,
                () -> transactions.execute(
                        _ -> sql.fetch("select distinct name from product where deleted_at is null"))));
        var teams = Objects.requireNonNull(
                WorkspaceScope.in(demo, () -> transactions.execute(_ -> sql.fetch("select name from team"))));
        given.run(() -> {
            people.forEach(one -> sql.execute(
                    "insert into member (name, email, roles) values (?, ?, ?)",
                    one.get(0),
                    one.get(1),
                    one.get(2, String[].class)));
            products.forEach(one -> sql.execute("insert into product (name) values (?)", one.get(0)));
            teams.forEach(one -> sql.execute("insert into team (name) values (?)", one.get(0)));
        });
    }
}
