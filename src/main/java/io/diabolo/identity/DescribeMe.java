package io.diabolo.identity;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.diabolo.platform.Scope;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who a token stands for, in the API's description. */
@Component
@Order(0)
class DescribeMe implements ApiDescription {
    @Override
    public void describe(ApiDocument document) {
        var workspace = new LinkedHashMap<String, Schema<?>>();
        workspace.put("id", Shape.text("uuid"));
        workspace.put("name", Shape.text());
        workspace.put("currency", Shape.text());
        var me = new LinkedHashMap<String, Schema<?>>();
        me.put("id", Shape.text("uuid"));
        me.put("name", Shape.text());
        me.put("email", Shape.orNull(Shape.text("email")));
        me.put("roles", Shape.listOf(Shape.text()));
        me.put("administrator", Shape.yesOrNo());
        List.of("visibility", "locale", "time_zone").forEach(name -> me.put(name, Shape.text()));
        me.put(
                "scope",
                Shape.choice(Arrays.stream(Scope.values()).map(Scope::id).toList()));
        me.put("workspace", Shape.object(workspace));
        document.schema("Me", Shape.object(me));
        document.chapter("me", document.t("profile.title"), document.t("api.me"), "Me");
        document.operation(GET, "/api/v1/me", "me", document.t("api.me")).answers(200, Shape.named("Me"));
    }
}
