-- What Spring AI's PgVectorStore does, from its start to a filtered search.
CREATE EXTENSION IF NOT EXISTS vector;
CREATE EXTENSION IF NOT EXISTS hstore;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE SCHEMA IF NOT EXISTS public;
CREATE TABLE IF NOT EXISTS public.vector_store (id uuid DEFAULT uuid_generate_v4() PRIMARY KEY, content text, metadata json, embedding vector(3));
CREATE INDEX IF NOT EXISTS spring_ai_vector_index ON public.vector_store USING HNSW (embedding vector_cosine_ops);
CREATE INDEX IF NOT EXISTS spring_ai_vector_index ON public.vector_store USING HNSW (embedding vector_cosine_ops);
prepare store (uuid, text, text, vector) as INSERT INTO public.vector_store (id, content, metadata, embedding) VALUES ($1, $2, $3::jsonb, $4) ON CONFLICT (id) DO UPDATE SET content = $2, metadata = $3::jsonb, embedding = $4;
execute store ('00000000-0000-0000-0000-000000000001', 'one', '{"country": "BG", "year": 2020}', '[1,0,0]');
execute store ('00000000-0000-0000-0000-000000000002', 'two', '{"country": "BG", "year": 2023}', '[0.9,0.1,0]');
execute store ('00000000-0000-0000-0000-000000000003', 'three', '{"country": "NL", "year": 2022}', '[0,1,0]');
execute store ('00000000-0000-0000-0000-000000000003', 'three again', '{"country": "NL", "year": 2024, "active": true}', '[0,1,0.5]');
INSERT INTO vector_store (content, metadata, embedding) VALUES ('generated', '{}', '[0,0,1]') RETURNING id IS NOT NULL AS has_id, content;
prepare search (vector, float8, int) as SELECT content, metadata, embedding <=> $1 AS distance FROM public.vector_store WHERE embedding <=> $1 < $2 AND metadata::jsonb @@ '$.country == "BG" && $.year >= 2021'::jsonpath ORDER BY distance LIMIT $3;
execute search ('[1,0,0]', 1.0, 4);
SELECT content FROM public.vector_store WHERE embedding <=> '[1,0,0]' < 1.5 AND metadata::jsonb @@ '$.country == "NL" || $.year < 2021'::jsonpath ORDER BY embedding <=> '[1,0,0]' LIMIT 4;
SELECT content FROM public.vector_store WHERE metadata::jsonb @@ '!($.country == "NL") && $.year > 1'::jsonpath ORDER BY embedding <=> '[0,1,0]' LIMIT 4;
SELECT content FROM public.vector_store WHERE metadata::jsonb @@ '$.active == true'::jsonpath ORDER BY embedding <=> '[0,1,0]' LIMIT 4;
DELETE FROM public.vector_store WHERE metadata::jsonb @@ '$.country == "NL"'::jsonpath;
DELETE FROM public.vector_store WHERE id = '00000000-0000-0000-0000-000000000001';
SELECT count(*) FROM vector_store;
SELECT extname, extversion FROM pg_extension WHERE extname IN ('hstore', 'uuid-ossp') ORDER BY 1;
-- differs: there is no hstore type yet
select 'a=>1'::hstore;
DROP EXTENSION hstore;
