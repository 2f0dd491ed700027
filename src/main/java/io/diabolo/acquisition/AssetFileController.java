package io.diabolo.acquisition;

import io.diabolo.acquisition.AssetFiles.Upload;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The file of an asset: kept, replaced, taken away and fetched by members. */
@Controller
class AssetFileController {
    private static final String ASSET = "/marketing-assets/{id}";
    private final AssetFiles assetFiles;
    private final Files files;

    AssetFileController(AssetFiles assetFiles, Files files) {
        this.assetFiles = assetFiles;
        this.files = files;
    }

    /** @param present the name of the file that it has; empty where it has none */
    record Page(UUID id, String name, String present, int most, String fault) {}

    @GetMapping(ASSET + "/upload")
    ModelAndView ask(@PathVariable UUID id) {
        return page(id, "", HttpStatus.OK);
    }

    private ModelAndView page(UUID id, String fault, HttpStatus status) {
        var present = assetFiles.of(id);
        var page = new Page(
                id, assetFiles.name(id), present == null ? "" : present.name(), AssetFiles.MOST_MEGABYTES, fault);
        return new ModelAndView("acquisition/assetFile", Map.of("page", page), status);
    }

    @PostMapping(ASSET + "/file")
    ModelAndView put(
            @PathVariable UUID id, @RequestParam(name = "file", required = false) @Nullable MultipartFile file, Ui ui) {
        try {
            var changeSet = assetFiles.put(id, upload(file), ui.me());
            ui.flash(Flash.of("asset.file.kept").undoneBy("/changes/" + changeSet + "/reversal"));
            return back(id);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return page(id, ui.t(fault.key(), fault.args().toArray()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** Read no further than it may be long: what is larger is refused all the same. */
    private static Upload upload(@Nullable MultipartFile file) {
        if (file == null) {
            throw new BadInput("file", "asset.fault.empty");
        }
        try (var in = file.getInputStream()) {
            return new Upload(
                    Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                    Objects.requireNonNullElse(file.getContentType(), ""),
                    in.readNBytes(AssetFiles.MOST_BYTES + 1));
        } catch (IOException _) {
            throw new BadInput("file", "asset.fault.empty");
        }
    }

    @PostMapping(ASSET + "/file/removal")
    ModelAndView remove(@PathVariable UUID id, Ui ui) {
        var changeSet = assetFiles.remove(id, ui.me());
        if (changeSet != null) {
            ui.flash(Flash.of("asset.file.removed").undoneBy("/changes/" + changeSet + "/reversal"));
        }
        return back(id);
    }

    @GetMapping({ASSET + "/file", "/api/v1" + ASSET + "/file"})
    void fetch(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        var file = assetFiles.of(id);
        if (file == null) {
            throw new NoSuchRecord("file", id);
        }
        FileAnswer.write(file, files, response);
    }

    @PostMapping("/api/v1" + ASSET + "/file")
    ResponseEntity<Map<String, Object>> putByApi(
            @PathVariable UUID id, @RequestParam(name = "file", required = false) @Nullable MultipartFile file, Ui ui) {
        var changeSet = assetFiles.put(id, upload(file), ui.me());
        var kept = Objects.requireNonNull(assetFiles.of(id));
        var body = new LinkedHashMap<String, Object>();
        body.put("name", kept.name());
        body.put("content_type", kept.contentType());
        body.put("size", kept.size());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Diabolo-Change-Set", changeSet.toString())
                .body(body);
    }

    @DeleteMapping("/api/v1" + ASSET + "/file")
    ResponseEntity<Void> removeByApi(@PathVariable UUID id, Ui ui) {
        var changeSet = assetFiles.remove(id, ui.me());
        var answer = ResponseEntity.noContent();
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.build();
    }

    private static ModelAndView back(UUID id) {
        var view = new RedirectView("/marketing-assets/" + id);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
