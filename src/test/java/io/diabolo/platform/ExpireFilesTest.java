package io.diabolo.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

@DiaboloTest
class ExpireFilesTest {
    private final Files files;
    private final DSLContext sql;
    private final RecurringTask<Void> expire;

    ExpireFilesTest(Files files, DSLContext sql, @Qualifier("expireFilesTask") RecurringTask<Void> expire) {
        this.files = files;
        this.sql = sql;
        this.expire = expire;
    }

    @Test
    void after_thirty_days_a_file_is_gone_and_younger_ones_stay(Given given) {
        var old = keep(given, "old.csv");
        var young = keep(given, "young.csv");
        given.run(() -> {
            sql.execute("update stored_file set created_at = now() - interval '31 days' where id = ?", old);
            sql.execute("update stored_file set created_at = now() - interval '29 days' where id = ?", young);
        });

        expire.executeRecurringly(null, null);

        assertThatThrownBy(() -> given.in(() -> files.find(old))).isInstanceOf(NoSuchRecord.class);
        assertThat(given.in(() -> files.find(young)).name()).isEqualTo("young.csv");
        given.run(() -> assertThat(
                        sql.fetch("select file_id from stored_file_piece").getValues(0, UUID.class))
                .containsExactly(young));
    }

    private UUID keep(Given given, String name) {
        return given.in(() -> files.keep(
                        name, "text/csv", new ByteArrayInputStream("a;b".getBytes(StandardCharsets.UTF_8)))
                .id());
    }
}
