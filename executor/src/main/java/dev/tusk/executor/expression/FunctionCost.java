package dev.tusk.executor.expression;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.type.Type;
import java.util.Set;

/**
 * What the time of a call depends on: this decides what may run where others wait for it.
 *
 * <p>Nothing is taken to be quick because it was quick so far. A function is known to be bounded,
 * by its types or by its name below, or it is unbounded, as every new one is until somebody has
 * thought about it.
 */
public enum FunctionCost {
  /** Less than a microsecond, whatever the values. */
  CONSTANT,

  /**
   * Proportional to the size of the values given, and so is the size of the result: nothing small
   * becomes large by any number of such calls.
   */
  LINEAR,

  /** Anything: patterns, series, padding, powers, what reads the catalog. */
  UNBOUNDED;

  /** Types whose values have one size, so that there is nothing for a function to depend on. */
  private static final Set<String> FIXED =
      Set.of(
          "bool",
          "char",
          "int2",
          "int4",
          "int8",
          "float4",
          "float8",
          "oid",
          "xid",
          "cid",
          "tid",
          "uuid",
          "date",
          "time",
          "timetz",
          "timestamp",
          "timestamptz",
          "interval");

  /** Of stable functions of such types those that read no catalog: of them all read the clock. */
  private static final Set<String> CLOCK =
      Set.of("timetz", "date", "time", "timestamp", "timestamptz", "interval");

  private static final Set<String> CONSTANT_NAMES =
      Set.of(
          "current_user",
          "session_user",
          "current_database",
          "version",
          "now",
          "transaction_timestamp",
          "statement_timestamp",
          "pg_backend_pid",
          "nameeq",
          "namene",
          "namelt",
          "namele",
          "namegt",
          "namege",
          "to_hex",
          "chr",
          "num_nulls",
          "num_nonnulls",
          "array_ndims",
          "array_lower",
          "array_upper",
          "array_length",
          "cardinality",
          "vector_dims",
          "jsonb_array_length",
          "jsonb_typeof",
          "jsonb_object_field",
          "jsonb_array_element",
          "jsonb_exists");

  private static final Set<String> CONSTANT_KEYS =
      Set.of(
          "text(bool)",
          "text(char)",
          "numeric(int2)",
          "numeric(int4)",
          "numeric(int8)",
          "length(bytea)",
          "octet_length(bytea)",
          "octet_length(bit)",
          "length(bit)",
          "bit_length(bytea)",
          "bit_length(bit)");

  private static final Set<String> LINEAR_NAMES =
      Set.of(
          // Comparisons.
          "texteq",
          "textne",
          "text_lt",
          "text_le",
          "text_gt",
          "text_ge",
          "bpchareq",
          "bpcharne",
          "bpcharlt",
          "bpcharle",
          "bpchargt",
          "bpcharge",
          "byteaeq",
          "byteane",
          "bytealt",
          "byteale",
          "byteagt",
          "byteage",
          "nameeqtext",
          "namenetext",
          "namelttext",
          "nameletext",
          "namegttext",
          "namegetext",
          "texteqname",
          "textnename",
          "textltname",
          "textlename",
          "textgtname",
          "textgename",
          "numeric_eq",
          "numeric_ne",
          "numeric_lt",
          "numeric_le",
          "numeric_gt",
          "numeric_ge",
          "jsonb_eq",
          "jsonb_ne",
          "jsonb_lt",
          "jsonb_le",
          "jsonb_gt",
          "jsonb_ge",
          "biteq",
          "bitne",
          "bitlt",
          "bitle",
          "bitgt",
          "bitge",
          "varbiteq",
          "varbitne",
          "varbitlt",
          "varbitle",
          "varbitgt",
          "varbitge",
          "vector_eq",
          "halfvec_eq",
          "sparsevec_eq",
          "vector_ne",
          "halfvec_ne",
          "sparsevec_ne",
          "vector_lt",
          "halfvec_lt",
          "sparsevec_lt",
          "vector_le",
          "halfvec_le",
          "sparsevec_le",
          "vector_gt",
          "halfvec_gt",
          "sparsevec_gt",
          "vector_ge",
          "halfvec_ge",
          "sparsevec_ge",
          "starts_with",
          // Numbers: see Extent for how large ones are kept out.
          "numeric_add",
          "numeric_sub",
          "numeric_mul",
          "numeric_div",
          "numeric_mod",
          "mod",
          "numeric_uminus",
          "numeric_uplus",
          "numeric_abs",
          "abs",
          "sign",
          "ceil",
          "ceiling",
          "floor",
          "scale",
          // Texts.
          "textcat",
          "byteacat",
          "bitcat",
          "char_length",
          "character_length",
          "lower",
          "upper",
          "left",
          "right",
          "reverse",
          "md5",
          "sha224",
          "sha256",
          "sha384",
          "sha512",
          "ascii",
          "quote_ident",
          "encode",
          "date_trunc",
          "date_part",
          "extract",
          "timezone",
          // Documents.
          "jsonb_object_field_text",
          "jsonb_array_element_text",
          "jsonb_extract_path",
          "jsonb_extract_path_text",
          "jsonb_concat",
          // Vectors.
          "l2_distance",
          "inner_product",
          "cosine_distance",
          "l1_distance",
          "vector_norm",
          "l2_normalize",
          "binary_quantize",
          "subvector",
          "vector_add",
          "halfvec_add",
          "vector_sub",
          "halfvec_sub",
          "vector_mul",
          "halfvec_mul",
          "vector_concat",
          "halfvec_concat",
          "vector_cmp",
          "halfvec_cmp",
          "sparsevec_cmp",
          "vector_l2_squared_distance",
          "halfvec_l2_squared_distance",
          "sparsevec_l2_squared_distance",
          "vector_negative_inner_product",
          "halfvec_negative_inner_product",
          "sparsevec_negative_inner_product",
          "vector_spherical_distance",
          "halfvec_spherical_distance",
          "hamming_distance",
          "jaccard_distance",
          "l2_norm",
          "vector",
          "halfvec",
          "sparsevec",
          "vector_to_float4",
          "vector_to_halfvec",
          "vector_to_sparsevec",
          "halfvec_to_float4",
          "halfvec_to_vector",
          "halfvec_to_sparsevec",
          "sparsevec_to_vector",
          "sparsevec_to_halfvec");

  private static final Set<String> LINEAR_KEYS =
      Set.of(
          "text(bpchar)",
          "text(name)",
          "name(text)",
          "name(bpchar)",
          "name(varchar)",
          "bpchar(name)",
          "varchar(name)",
          "length(text)",
          "length(bpchar)",
          "octet_length(text)",
          "octet_length(bpchar)",
          "bit_length(text)",
          "ltrim(text)",
          "rtrim(text)",
          "btrim(text)",
          "substr(text,int4)",
          "substr(text,int4,int4)",
          "substring(text,int4)",
          "substring(text,int4,int4)",
          "substring(bytea,int4)",
          "substring(bytea,int4,int4)",
          "quote_literal(text)",
          "int2(numeric)",
          "int4(numeric)",
          "int8(numeric)",
          "float4(numeric)",
          "float8(numeric)",
          "numeric(float4)",
          "numeric(float8)",
          "array_to_vector(_float4,int4,bool)",
          "array_to_vector(_float8,int4,bool)",
          "array_to_vector(_int4,int4,bool)");

  /** Whether all values of a type have one size. */
  public static boolean isFixed(Type type) {
    return FIXED.contains(type.name());
  }

  /** The cost of a call. */
  public static FunctionCost of(FunctionSignature function) {
    if (function.kind() != Kind.SCALAR || function.volatility() == Volatility.VOLATILE) {
      return UNBOUNDED;
    }
    String key = function.key();
    if (CONSTANT_NAMES.contains(function.name()) || CONSTANT_KEYS.contains(key)) {
      return CONSTANT;
    }
    Set<String> types = function.volatility() == Volatility.IMMUTABLE ? FIXED : CLOCK;
    if (types.contains(function.result().name())
        || function.result().name().equals("bool") && !function.arguments().isEmpty()) {
      boolean fixed = true;
      for (Type argument : function.arguments()) {
        fixed &= types.contains(argument.name());
      }
      if (fixed) {
        return CONSTANT;
      }
    }
    return LINEAR_NAMES.contains(function.name()) || LINEAR_KEYS.contains(key) ? LINEAR : UNBOUNDED;
  }
}
