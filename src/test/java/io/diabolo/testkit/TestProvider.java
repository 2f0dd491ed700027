package io.diabolo.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** An OpenID provider in this process, which vouches for whomever a test names. */
public final class TestProvider {
    public static final String CLIENT = "diabolo-tests";
    private static final TestProvider ONE = new TestProvider();

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, Map<String, Object>> claimsByCode = new ConcurrentHashMap<>();

    private TestProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("test").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/.well-known/openid-configuration", http -> answer(http, """
                    {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                     "jwks_uri":"%1$s/jwks","response_types_supported":["code"],"subject_types_supported":["public"],
                     "id_token_signing_alg_values_supported":["RS256"],"scopes_supported":["openid","email","profile"]}
                    """.formatted(address())));
            server.createContext("/jwks", http -> answer(http, new JWKSet(key.toPublicJWK()).toString()));
            server.createContext("/token", this::token);
            server.setExecutor(task -> Thread.ofVirtual().start(task));
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TestProvider running() {
        return ONE;
    }

    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A code with which Diabolo will be told these claims. */
    public String vouch(Map<String, Object> claims) {
        var code = UUID.randomUUID().toString();
        claimsByCode.put(code, claims);
        return code;
    }

    private void token(HttpExchange http) throws IOException {
        var form = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var code = form.replaceFirst("(?s).*\\bcode=([^&]*).*", "$1");
        var claims = claimsByCode.remove(code);
        if (claims == null) {
            http.sendResponseHeaders(400, -1);
            return;
        }
        answer(http, """
                {"access_token":"of-no-use","token_type":"Bearer","expires_in":60,"id_token":"%s"}""".formatted(signed(claims)));
    }

    private String signed(Map<String, Object> claims) {
        var set = new JWTClaimsSet.Builder()
                .issuer(address())
                .audience(CLIENT)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
        claims.forEach(set::claim);
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), set.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static void answer(HttpExchange http, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(200, body.length);
        try (var out = http.getResponseBody()) {
            out.write(body);
        }
    }
}
