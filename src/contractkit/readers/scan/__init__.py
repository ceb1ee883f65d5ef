"""Text recognition of pictures of pages; needs the extra `ocr`."""
