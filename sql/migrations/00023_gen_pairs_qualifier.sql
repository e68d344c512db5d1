-- +goose NO TRANSACTION
-- +goose Up
-- A rate is as inexact as the figures it is made of.
ALTER TABLE gen_pairs
    ADD COLUMN IF NOT EXISTS qualifier Enum8('' = 0, 'approx' = 1, 'at_least' = 2, 'at_most' = 3, 'none_stated' = 4, 'unit_lost' = 5, 'cumulative_ambiguous' = 6);
