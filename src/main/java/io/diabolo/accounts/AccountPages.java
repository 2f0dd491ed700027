package io.diabolo.accounts;

import io.diabolo.directory.RecordBeside;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts an account's page together from what this module and others know. */
@Component
class AccountPages {
    private final AccountFacts accounts;
    private final AccountTeam team;
    private final AccountHistory history;
    private final ObjectProvider<RecordBeside> beside;
    private final Records records;
    private final RecordTypes types;

    AccountPages(
            AccountFacts accounts,
            AccountTeam team,
            AccountHistory history,
            ObjectProvider<RecordBeside> beside,
            Records records,
            RecordTypes types) {
        this.accounts = accounts;
        this.team = team;
        this.history = history;
        this.beside = beside;
        this.records = records;
        this.types = types;
    }

    /**
     * @param only which part of the history; anything else shows all
     * @param fault what was wrong with what was just sent, or empty
     * @throws NoSuchRecord also if it can't be seen
     */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public AccountPage of(UUID id, String only, @Nullable Instant before, String fault, Ui ui) {
        var me = ui.me();
        var account = accounts.get(id, me);
        var group = AccountHistory.GROUPS.contains(only) ? only : "";
        var suggested = accounts.suggestions(id, me);
        return new AccountPage(
                account,
                team.of(id, me),
                AccountRights.mayWork(me) ? team.candidates() : List.of(),
                suggested,
                accounts.names(suggested),
                accounts.people(id),
                accounts.plan(id),
                panels(id, ui),
                history.of(id, group, before, me),
                group,
                fault,
                ui);
    }

    /** What stands beside the company, by whatever module; people stand in the middle already. */
    private List<RecordBeside.Panel> panels(UUID id, Ui ui) {
        var type = types.byId("company").orElseThrow();
        var row = records.get(type, id, AccountRights.everywhere(ui.me()));
        var all = new ArrayList<RecordBeside.Panel>();
        beside.orderedStream().forEach(one -> all.addAll(one.of(type.id(), row, ui)));
        return all.stream()
                .filter(panel -> !panel.lines().isEmpty())
                .filter(panel ->
                        !panel.title().equals("record.people") && !panel.title().equals(AccountBeside.TITLE))
                .toList();
    }
}
