package io.diabolo.acquisition;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** A form filled in by another program: a secret opens it, a mapping says where the answers stand in its JSON. */
@Service
class FormHooks {
    private static final int LONGEST_PATH = 200;
    private final Forms forms;
    private final FormTargets targets;
    private final Questions questions;

    FormHooks(Forms forms, FormTargets targets, Questions questions) {
        this.forms = forms;
        this.targets = targets;
        this.questions = questions;
    }

    /**
     * Opens the webhook, or gives it another secret and mapping.
     *
     * @param mapping a line for each answer: {@code email = data.contact.email}
     * @return the secret, which nobody is shown again
     */
    @Transactional
    PublicKey open(UUID id, String mapping, @Nullable Integer version, Actor me) {
        var row = forms.lock(id, version, me);
        var read = read(mapping);
        var secret = PublicKey.secret(me.workspace());
        var before = new HashMap<String, @Nullable Object>();
        before.put("hook_mapping", questions.plain(row.getHookMapping()));
        var after = new HashMap<String, @Nullable Object>();
        after.put("hook_mapping", read);
        row.setHookSecret(secret.hash());
        row.setHookMapping(questions.kept((Object) read));
        forms.save(row, before, after, me);
        return secret;
    }

    @Transactional
    UUID close(UUID id, @Nullable Integer version, Actor me) {
        var row = forms.lock(id, version, me);
        row.setHookSecret(null);
        return forms.save(row, Map.of(), Map.of(), me);
    }

    private Map<String, String> read(String mapping) {
        var known = targets.all();
        var read = new LinkedHashMap<String, String>();
        for (var line : mapping.lines().filter(one -> !one.isBlank()).toList()) {
            var at = line.indexOf('=');
            var target = at < 0 ? "" : line.substring(0, at).strip();
            var path = at < 0 ? "" : line.substring(at + 1).strip();
            if (!known.containsKey(target) && !FormPost.UTM.contains(target) && !target.equals(FormPost.CONSENT)) {
                throw new BadInput("mapping", "form.fault.mapping", line.strip());
            }
            if (path.isEmpty() || path.length() > LONGEST_PATH) {
                throw new BadInput("mapping", "form.fault.mapping", line.strip());
            }
            read.put(target, path);
        }
        if (!read.containsKey("email") && !read.containsKey("phone")) {
            throw new BadInput("mapping", "form.fault.who");
        }
        return read;
    }

    /** Not when it is closed, or the secret isn't the one. */
    boolean admits(Form form, @Nullable String secret) {
        var key = secret == null ? null : PublicKey.read(secret.strip());
        var kept = form.hookSecret();
        return key != null && kept != null && MessageDigest.isEqual(kept, key.hash());
    }

    /** What the mapping finds, under the names of a form's post. */
    static Map<String, String> mapped(Form form, JsonNode body) {
        var found = new LinkedHashMap<String, String>();
        form.mapping().forEach((target, path) -> {
            var node = at(body, path);
            if (node != null && node.isValueNode() && !node.isNull()) {
                found.put(target, node.asString(""));
            }
        });
        return found;
    }

    /** Names parted by dots, places in a list by numbers: {@code items.0.email}. */
    private static @Nullable JsonNode at(JsonNode body, String path) {
        JsonNode node = body;
        for (var step : path.replace('[', '.').replace("]", "").split("\\.")) {
            node = node.isArray() && step.matches("[0-9]{1,4}") ? node.path(Integer.parseInt(step)) : node.path(step);
            if (node.isMissingNode()) {
                return null;
            }
        }
        return node;
    }
}
