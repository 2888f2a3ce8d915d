package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static final List<Listing.Column<Row>> COLUMNS =
            List.of(Listing.Column.of("name", Row::name), Listing.Column.of("count", Row::count));

    @Test
    void aTableIsAlignedAlsoBehindWideAndCombiningCharacters() {
        var printed =
                print(
                        out -> new Listing.AsTable<>(out, COLUMNS),
                        new Row("Ada", 1),
                        new Row("日本", 22),
                        new Row("e\u0301\nx", 333));

        assertThat(printed)
                .isEqualTo(
                        """
                        name  count
                        Ada   1
                        日本  22
                        e\u0301 x   333
                        """);
    }

    @Test
    void aTableWithoutRowsIsNothing() {
        assertThat(print(out -> new Listing.AsTable<>(out, COLUMNS))).isEmpty();
    }

    @Test
    void jsonIsOneArray() {
        assertThat(print(Listing.AsJson::new, new Row("İ", 1), new Row("b", 2)))
                .isEqualTo("[{\"name\":\"İ\",\"count\":1},\n {\"name\":\"b\",\"count\":2}]\n");
        assertThat(print(Listing.AsJson::new)).isEqualTo("[]\n");
    }

    private static String print(Function<PrintStream, Listing<Row>> kind, Row... rows) {
        var bytes = new ByteArrayOutputStream();
        try (var listing = kind.apply(new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
            List.of(rows).forEach(listing::add);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private record Row(String name, int count) {}
}
