package io.diabolo.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** A file that is imported without a question, for the tests of whoever takes its rows. */
public final class AnImport {
    private AnImport() {}

    public static void of(ApplicationContext application, Given given, String name, byte[] bytes) {
        var imports = application.getBean(Imports.class);
        WorkspaceScope.run(given.workspace(), () -> {
            var id = imports.upload(
                    List.of(new Imports.Upload(name, new ByteArrayInputStream(bytes))),
                    Imports.Order.yesNow(),
                    given.administrator());
            var done = imports.find(id, given.administrator());
            assertThat(done.state())
                    .as(() -> done.error() + " " + done.questions())
                    .isEqualTo("done");
            assertThat(done.outcome().rejected())
                    .as(() -> done.outcome().refusals().toString())
                    .isZero();
        });
    }
}
