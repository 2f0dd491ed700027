package io.diabolo.privacy;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.diabolo.platform.Files;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Texts;
import io.diabolo.web.Ui;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes what is kept about a person into one archive: JSON for machines, a page for people, in their language. */
@Component
class PersonFileWork implements Jobs.Work {
    static final String KIND = "person-file";
    private final GatherPerson gather;
    private final Files files;
    private final TemplateEngine pages;
    private final Texts texts;
    private final JsonMapper json;
    private final Clock clock;

    PersonFileWork(GatherPerson gather, Files files, TemplateEngine pages, Texts texts, JsonMapper json, Clock clock) {
        this.gather = gather;
        this.files = files;
        this.pages = pages;
        this.texts = texts;
        this.json = json;
        this.clock = clock;
    }

    record Wanted(UUID person) {}

    record Written(int parts) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(Jobs.Run run) throws IOException {
        var file = gather.about(run.input(Wanted.class).person());
        var ui = Ui.detached(texts, clock, file.locale(), file.zone());
        var page = new StringOutput();
        pages.render("privacy/personFile.jte", Map.of("ui", ui, "file", file), page);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("data.json"));
            zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(file.json()));
            zip.putNextEntry(new ZipEntry("data.html"));
            zip.write(page.toString().getBytes(StandardCharsets.UTF_8));
        }
        var kept = files.keep("data.zip", "application/zip", new ByteArrayInputStream(bytes.toByteArray()));
        run.result(kept.id());
        return new Written(file.parts().size());
    }
}
