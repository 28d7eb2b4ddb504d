#!/bin/sh
# Stands in for git where a request must take too long.
sleep 1000 &
wait
