-- What is at work, for whoever goes on with it.
CREATE INDEX batch_running ON batch (updated_at, id) WHERE state = 2;
