-- +goose NO TRANSACTION
-- +goose Up
-- Six decimals leave room for values below a hundred billion. A column that holds a longer one could not be changed and would stop half-way,
-- so this says so before anything is changed.
SELECT throwIf(
    (SELECT count() FROM facts WHERE abs(value) >= 100000000000) + (SELECT count() FROM evidence WHERE abs(value) >= 100000000000) > 0,
    'this database holds values of a hundred billion or more, which this version refuses: load the reports into a new data folder');
