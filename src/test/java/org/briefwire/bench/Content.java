package org.briefwire.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.briefwire.compose.Stencil;

/** The same content for a library that makes its own MIME of it. */
final class Content {
    private Content() {}

    static String of(byte[] stencil) throws IOException {
        var mail = Stencil.read(stencil);
        return new ObjectMapper()
                .writeValueAsString(Map.of("html", mail.html(), "text", mail.text()));
    }
}
