---
title: A slim image, pushed, and pulled before it is needed
scenario: hermes-two
---
$ grep FROM Dockerfile.slim
FROM alpine
