package io.diabolo.identity;

import io.diabolo.web.Ui;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What is kept about oneself, as a file. */
@Controller
class OwnDataController {
    private final OwnData data;

    OwnDataController(OwnData data) {
        this.data = data;
    }

    @GetMapping("/profile/data")
    ResponseEntity<Map<String, @Nullable Object>> mine(Ui ui) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"diabolo-" + ui.today() + ".json\"")
                .contentType(MediaType.APPLICATION_JSON)
                .body(data.of(ui.me()));
    }
}
