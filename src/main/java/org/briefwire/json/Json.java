package org.briefwire.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.briefwire.model.Block;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.CadenceId;
import org.briefwire.model.ListId;
import org.briefwire.model.SourceId;
import org.briefwire.model.TopicId;

/**
 * Records to JSON and back. Instants are ISO 8601 in UTC, ids their text; the order of the members
 * is that of the components, so equal records give equal text. Safe for use by many threads.
 */
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(new Jdk8Module())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
                    .addMixIn(Block.class, BlockAsJson.class)
                    .addMixIn(TopicId.class, IdAsJson.class)
                    .addMixIn(ListId.class, IdAsJson.class)
                    .addMixIn(SourceId.class, IdAsJson.class)
                    .addMixIn(CadenceId.class, IdAsJson.class)
                    .build();

    private Json() {}

    /** One line of JSON. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new BriefwireException("no JSON can be made of a " + value.getClass(), e);
        }
    }

    /** JSON indented for people. */
    public static String writePretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new BriefwireException("no JSON can be made of a " + value.getClass(), e);
        }
    }

    /**
     * Reads what {@link #write} wrote; unknown members are passed over.
     *
     * @throws BriefwireException when the text is no JSON of that type
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new BriefwireException(
                    "no %s in the JSON: %s".formatted(type.getSimpleName(), e.getOriginalMessage()),
                    e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Block.Points.class, name = "points"),
        @JsonSubTypes.Type(value = Block.Paragraph.class, name = "paragraph"),
        @JsonSubTypes.Type(value = Block.Markup.class, name = "markup")
    })
    private interface BlockAsJson {}

    private abstract static class IdAsJson {
        @JsonCreator
        @SuppressWarnings("UnusedVariable") // Jackson reads the signature
        IdAsJson(String value) {}

        @JsonValue
        abstract String value();
    }
}
