package io.diabolo.privacy;

import java.util.UUID;
import org.jooq.DSLContext;

/** What automations noted of somebody, and what was told other systems about them. */
final class EraseAutomations {
    private EraseAutomations() {}

    /**
     * That something ran stays; what it was judged by and whom it named goes.
     *
     * @param people with whoever was merged into them
     * @param others their leads and tickets
     */
    static void of(UUID[] people, UUID[] others, DSLContext sql) {
        for (var ids : new UUID[][] {people, others}) {
            sql.execute("update automation_run set verdicts = '[]' where record_id = any (?)", (Object) ids);
            sql.execute(
                    "update automation_action set note_args = '[]' where run_id in (select id from automation_run where record_id = any (?))",
                    (Object) ids);
            sql.execute("delete from webhook_delivery where record_id = any (?)", (Object) ids);
            sql.execute("delete from automation_inbox where record_id = any (?)", (Object) ids);
            sql.execute("delete from automation_match where record_id = any (?)", (Object) ids);
        }
        // Others' records name people by their id.
        for (var person : people) {
            sql.execute("delete from webhook_delivery where body like ?", "%" + person + "%");
        }
    }
}
