-- What q searches by: texts in small letters, without accents.

create extension if not exists unaccent with schema records;

-- The extension may be there already, in whatever schema the owner of the database gave it.
do $$
declare
    place text := (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'unaccent');
begin
    -- Stable and without settings of its own, so that the planner puts its body where it is called.
    execute format(
        'create function records.folded(text) returns text language sql stable parallel safe
         return lower(%I.unaccent($1) collate "default")', place);
end
$$;
