package io.diabolo.importing;

import io.diabolo.platform.Files;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The rejected rows with their reasons, always as a download; the same for the page and for a token. */
@Controller
class ImportRejectsController {
    private final Imports imports;
    private final Files files;

    ImportRejectsController(Imports imports, Files files) {
        this.imports = imports;
        this.files = files;
    }

    @GetMapping({"/imports/{id}/rejects", "/api/v1/imports/{id}/rejects"})
    void show(@PathVariable UUID id, Ui ui, HttpServletResponse response) throws IOException {
        var file = imports.find(id, ui.me()).rejects();
        if (file == null) {
            throw new NoSuchRecord("file", id);
        }
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + ui.t("import.rejects.file") + "\"");
        files.copy(file, response.getOutputStream());
    }
}
